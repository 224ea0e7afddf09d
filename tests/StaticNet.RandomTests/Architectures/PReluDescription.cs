using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record PReluDescription(bool Shared, double Slope) : LayerDescription("PRelu")
{
    protected override IEnumerable<string> Arguments =>
        [.. Shared ? ["shared: true"] : Array.Empty<string>(), .. Slope is 0.25 ? Array.Empty<string>() : [$"Slope = {Number(Slope)}"]];

    public override Layer Interpret(string name, int[] input) => new PReluLayer(name, input[^1], Shared);

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) => (Slope, Slope);
}
