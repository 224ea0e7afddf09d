using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.RmsProp"/>.</summary>
internal sealed record RmsPropOptimizer : Optimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;

    public required double Rho
    {
        get => _rho;
        init => _rho = Fraction(value);
    }

    public required new double Momentum
    {
        get => _momentum;
        init => _momentum = Fraction(value);
    }

    public required double Epsilon
    {
        get => _epsilon;
        init => _epsilon = Positive(value, nameof(Epsilon));
    }

    public required Convention Convention { get; init; }

    private protected override string RuleText =>
        FormattableString.Invariant($"RMSProp of {Convention}, rho {Rho}, momentum {Momentum}, epsilon {Epsilon}");

    private RootWithEpsilon Root => new((float)Epsilon, inside: Convention == Convention.Keras);

    internal override UpdateRule CreateRule(Network network)
    {
        var meanSquare = new Arena(network.ParameterArena.Length);
        return Momentum > 0
            ? new MomentumRule(this, meanSquare, new Arena(network.ParameterArena.Length))
            : new Rule(this, meanSquare);
    }

    private sealed class Rule(RmsPropOptimizer optimizer, Arena meanSquare) : UpdateRule<RmsPropRule>(meanSquare)
    {
        public override IEnumerable<(string Name, Arena Values)> Memory { get; } = [("mean_square", meanSquare)];

        protected override RmsPropRule At(double learningRate, long step) => new((float)learningRate, optimizer.Rho, optimizer.Root);
    }

    private sealed class MomentumRule(RmsPropOptimizer optimizer, Arena meanSquare, Arena velocity)
        : UpdateRule<RmsPropMomentumRule>(meanSquare, velocity)
    {
        public override IEnumerable<(string Name, Arena Values)> Memory { get; } =
            [("mean_square", meanSquare), ("velocity", velocity)];

        protected override RmsPropMomentumRule At(double learningRate, long step) =>
            new((float)learningRate, optimizer.Rho, (float)optimizer.Momentum, optimizer.Root);
    }
}
