using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.Sgd"/>.</summary>
internal sealed record SgdOptimizer : Optimizer
{
    private protected override string RuleText => "SGD";

    internal override UpdateRule CreateRule(Network network) => new Rule();

    private sealed class Rule : UpdateRule<SgdRule>
    {
        protected override SgdRule At(double learningRate, long step) => new((float)learningRate);
    }
}
