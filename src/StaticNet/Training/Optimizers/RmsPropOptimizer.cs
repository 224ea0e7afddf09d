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

    internal override UpdateRule CreateRule(Network network) => new Rule(this, network.ParameterArena.Length);

    private sealed class Rule(RmsPropOptimizer optimizer, int length) : UpdateRule
    {
        private readonly float _momentum = (float)optimizer.Momentum;
        private readonly float _epsilon = (float)optimizer.Epsilon;
        private readonly bool _epsilonInsideRoot = optimizer.Convention == Convention.Keras;
        private readonly Arena _meanSquare = new(length);
        private readonly Arena? _velocity = optimizer.Momentum > 0 ? new Arena(length) : null;

        public override IEnumerable<(string Name, Arena Values)> Memory =>
            _velocity is null ? [("mean_square", _meanSquare)] : [("mean_square", _meanSquare), ("velocity", _velocity)];

        public override void Apply(Arena parameters, Arena gradients, double learningRate, long step)
        {
            if (_velocity is null)
            {
                ParameterUpdate.RmsProp(
                    ref parameters.At(0), ref gradients.At(0), ref _meanSquare.At(0), parameters.Length, (float)learningRate,
                    optimizer.Rho, _epsilon, _epsilonInsideRoot);
            }
            else
            {
                ParameterUpdate.RmsPropMomentum(
                    ref parameters.At(0), ref gradients.At(0), ref _meanSquare.At(0), ref _velocity.At(0), parameters.Length,
                    (float)learningRate, optimizer.Rho, _momentum, _epsilon, _epsilonInsideRoot);
            }
        }
    }
}
