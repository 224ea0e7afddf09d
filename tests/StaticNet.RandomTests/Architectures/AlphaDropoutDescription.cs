using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record AlphaDropoutDescription(double Rate) : NoiseDescription("AlphaDropout", KeepsZeros: false)
{
    protected override IEnumerable<string> Arguments => [Number(Rate)];

    public override Layer Interpret(string name, int[] input) => new AlphaDropoutLayer(name, (float)Rate);
}
