using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.Adagrad"/>.</summary>
internal sealed record AdagradOptimizer : Optimizer
{
    private readonly double _initialAccumulator;
    private readonly double _epsilon;

    public required double InitialAccumulator
    {
        get => _initialAccumulator;
        init => _initialAccumulator = NotNegative(value, nameof(InitialAccumulator));
    }

    public required double Epsilon
    {
        get => _epsilon;
        init => _epsilon = Positive(value, nameof(Epsilon));
    }

    public required Convention Convention { get; init; }

    private protected override string RuleText =>
        FormattableString.Invariant($"Adagrad of {Convention}, initial accumulator {InitialAccumulator}, epsilon {Epsilon}");

    internal override UpdateRule CreateRule(Network network) => new Rule(this, network);

    private sealed class Rule : UpdateRule
    {
        private readonly float _epsilon;
        private readonly bool _epsilonInsideRoot;
        private readonly Arena _squares;

        public Rule(AdagradOptimizer optimizer, Network network)
        {
            _epsilon = (float)optimizer.Epsilon;
            _epsilonInsideRoot = optimizer.Convention == Convention.Keras;
            _squares = new Arena(network.ParameterArena.Length);
            foreach (TensorLayout tensor in network.Layout.Parameters)
            {
                for (int i = 0; i < tensor.Count; i++)
                {
                    _squares.Span[tensor.OffsetOf(i)] = (float)optimizer.InitialAccumulator;
                }
            }
        }

        public override IEnumerable<(string Name, Arena Values)> Memory => [("squares", _squares)];

        public override void Apply(Arena parameters, Arena gradients, double learningRate, long step) =>
            ParameterUpdate.Adagrad(
                ref parameters.At(0), ref gradients.At(0), ref _squares.At(0), parameters.Length, (float)learningRate, _epsilon,
                _epsilonInsideRoot);
    }
}
