using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.Adam"/> and <see cref="Optimizer.AdamW"/>.</summary>
internal sealed record AdamOptimizer : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;

    public required double Beta1
    {
        get => _beta1;
        init => _beta1 = Fraction(value);
    }

    public required double Beta2
    {
        get => _beta2;
        init => _beta2 = Fraction(value);
    }

    public required double Epsilon
    {
        get => _epsilon;
        init => _epsilon = Positive(value, nameof(Epsilon));
    }

    public required Convention Convention { get; init; }

    public bool Decoupled { get; init; }

    internal override bool DecayIsDecoupled => Decoupled;

    private protected override string RuleText =>
        FormattableString.Invariant($"{(Decoupled ? "AdamW" : "Adam")} of {Convention}, beta1 {Beta1}, beta2 {Beta2}, epsilon {Epsilon}");

    internal override UpdateRule CreateRule(Network network) =>
        new Rule(this, new Arena(network.ParameterArena.Length), new Arena(network.ParameterArena.Length));

    private sealed class Rule(AdamOptimizer optimizer, Arena mean, Arena meanSquare) : UpdateRule<AdamRule>(mean, meanSquare)
    {
        private readonly float _epsilon = (float)optimizer.Epsilon;

        public override IEnumerable<(string Name, Arena Values)> Memory { get; } = [("mean", mean), ("mean_square", meanSquare)];

        protected override AdamRule At(double learningRate, long step)
        {
            double meanCorrection = 1 - PortableMath.Power(optimizer.Beta1, step);
            double rootCorrection = Math.Sqrt(1 - PortableMath.Power(optimizer.Beta2, step));
            double stepSize = learningRate / meanCorrection;
            double inverseRootCorrection = 1 / rootCorrection;
            if (optimizer.Convention == Convention.Keras)
            {
                stepSize *= rootCorrection;
                inverseRootCorrection = 1;
            }

            return new AdamRule((float)stepSize, optimizer.Beta1, optimizer.Beta2, (float)inverseRootCorrection, _epsilon);
        }
    }
}
