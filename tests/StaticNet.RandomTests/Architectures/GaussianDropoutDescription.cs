using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record GaussianDropoutDescription(double Rate) : NoiseDescription("GaussianDropout", KeepsZeros: true)
{
    protected override IEnumerable<string> Arguments => [Number(Rate)];

    public override Layer Interpret(string name, int[] input) => new GaussianDropoutLayer(name, Rate);
}
