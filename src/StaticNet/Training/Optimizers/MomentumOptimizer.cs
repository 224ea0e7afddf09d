using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.Momentum"/> and <see cref="Optimizer.Nesterov"/>.</summary>
internal sealed record MomentumOptimizer : Optimizer
{
    private readonly double _coefficient;

    public required double Coefficient
    {
        get => _coefficient;
        init => _coefficient = Fraction(value, nameof(Momentum));
    }

    public bool LooksAhead { get; init; }

    private protected override string RuleText =>
        FormattableString.Invariant($"{(LooksAhead ? "Nesterov" : "Momentum")}, momentum {Coefficient}");

    internal override UpdateRule CreateRule(Network network)
    {
        var velocity = new Arena(network.ParameterArena.Length);
        return LooksAhead ? new AheadRule((float)Coefficient, velocity) : new Rule((float)Coefficient, velocity);
    }

    private sealed class Rule(float momentum, Arena velocity) : UpdateRule<MomentumRule>(velocity)
    {
        public override IEnumerable<(string Name, Arena Values)> Memory { get; } = [("velocity", velocity)];

        protected override MomentumRule At(double learningRate, long step) => new((float)learningRate, momentum);
    }

    private sealed class AheadRule(float momentum, Arena velocity) : UpdateRule<NesterovRule>(velocity)
    {
        public override IEnumerable<(string Name, Arena Values)> Memory { get; } = [("velocity", velocity)];

        protected override NesterovRule At(double learningRate, long step) => new((float)learningRate, momentum);
    }
}
