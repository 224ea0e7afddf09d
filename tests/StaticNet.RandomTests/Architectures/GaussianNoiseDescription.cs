using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record GaussianNoiseDescription(double Deviation) : NoiseDescription("GaussianNoise", KeepsZeros: false)
{
    protected override IEnumerable<string> Arguments => [Number(Deviation)];

    public override Layer Interpret(string name, int[] input) => new GaussianNoiseLayer(name, Deviation);
}
