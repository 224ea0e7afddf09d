using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record FlattenDescription() : LayerDescription("Flatten")
{
    public override int[] Output(int[] input) => [Size(input)];

    public override Layer Interpret(string name, int[] input) => new FlattenLayer();
}
