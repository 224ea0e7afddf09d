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

    internal override UpdateRule CreateRule(Network network) => new Rule(this, network.ParameterArena.Length);

    private sealed class Rule(MomentumOptimizer optimizer, int length) : UpdateRule
    {
        private readonly float _momentum = (float)optimizer.Coefficient;
        private readonly Arena _velocity = new(length);

        public override IEnumerable<(string Name, Arena Values)> Memory => [("velocity", _velocity)];

        public override void Apply(Arena parameters, Arena gradients, double learningRate, long step)
        {
            if (optimizer.LooksAhead)
            {
                ParameterUpdate.Nesterov(
                    ref parameters.At(0), ref gradients.At(0), ref _velocity.At(0), parameters.Length, (float)learningRate, _momentum);
            }
            else
            {
                ParameterUpdate.Momentum(
                    ref parameters.At(0), ref gradients.At(0), ref _velocity.At(0), parameters.Length, (float)learningRate, _momentum);
            }
        }
    }
}
