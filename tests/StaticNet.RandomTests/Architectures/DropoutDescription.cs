using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record DropoutDescription(double Rate) : NoiseDescription("Dropout", KeepsZeros: true)
{
    protected override IEnumerable<string> Arguments => [Number(Rate)];

    public override Layer Interpret(string name, int[] input) => new DropoutLayer(name, (float)Rate);
}
