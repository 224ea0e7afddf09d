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

    internal override UpdateRule CreateRule(Network network)
    {
        var squares = new Arena(network.ParameterArena.Length);
        foreach (TensorLayout tensor in network.Layout.Parameters)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                squares.Span[tensor.OffsetOf(i)] = (float)InitialAccumulator;
            }
        }

        return new Rule(this, squares);
    }

    private sealed class Rule(AdagradOptimizer optimizer, Arena squares) : UpdateRule<AdagradRule>(squares)
    {
        private readonly RootWithEpsilon _root = new((float)optimizer.Epsilon, inside: optimizer.Convention == Convention.Keras);

        public override IEnumerable<(string Name, Arena Values)> Memory { get; } = [("squares", squares)];

        protected override AdagradRule At(double learningRate, long step) => new((float)learningRate, _root);
    }
}
