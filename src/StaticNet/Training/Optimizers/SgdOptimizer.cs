using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="Optimizer.Sgd"/>.</summary>
internal sealed record SgdOptimizer : Optimizer
{
    private protected override string RuleText => "SGD";

    internal override UpdateRule CreateRule(Network network) => new Rule();

    private sealed class Rule : UpdateRule
    {
        public override void Apply(Arena parameters, Arena gradients, double learningRate, long step) =>
            ParameterUpdate.Sgd(ref parameters.At(0), ref gradients.At(0), parameters.Length, (float)learningRate);
    }
}
