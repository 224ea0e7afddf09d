using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record RescaleDescription(double Scale, double Offset) : LayerDescription("Rescale")
{
    protected override IEnumerable<string> Arguments => [Number(Scale), .. Offset is 0 ? Array.Empty<string>() : [Number(Offset)]];

    public override Layer Interpret(string name, int[] input) => new RescaleLayer((float)Scale, (float)Offset);
}

/// <summary>A normaliser that is fitted to the input.</summary>
internal abstract record NormalizerDescription(string Kind) : LayerDescription(Kind)
{
    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) => suffix == "scale" ? (1, 1) : (0, 0);
}

internal sealed record StandardizeDescription() : NormalizerDescription("Standardize")
{
    public override Layer Interpret(string name, int[] input) => new StandardizeLayer(name, input[^1]);
}

internal sealed record MinMaxDescription(double Low, double High) : NormalizerDescription("MinMax")
{
    protected override IEnumerable<string> Arguments => (Low, High) is (0, 1) ? [] : [Number(Low), Number(High)];

    public override Layer Interpret(string name, int[] input) => new MinMaxLayer(name, input[^1], Low, High);
}
