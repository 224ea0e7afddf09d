using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record SoftmaxDescription(bool Logarithm) : LayerDescription(Logarithm ? "LogSoftmax" : "Softmax")
{
    public override bool Accepts(int[] input) => input[^1] > 1;

    public override Layer Interpret(string name, int[] input) => new SoftmaxLayer(Logarithm);
}
