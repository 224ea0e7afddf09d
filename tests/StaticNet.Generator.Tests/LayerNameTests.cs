using System.Text;

namespace StaticNet.Generator.Tests;

public sealed class LayerNameTests
{
    /// <summary>Names that generated code uses itself, keywords, and names that differ in case or separators alone.</summary>
    private static readonly string[] _names =
    [
        "rows", "width", "columns", "column", "panel", "batch", "batches", "gradient", "slopeGradient", "loaded", "Input", "output", "x",
        "y", "scratch", "network", "weights", "labels", "targets", "logits", "tile", "next", "start", "samples", "body", "view", "Offsets",
        "Predictor", "Forward", "Backward", "Layout", "Architecture", "InputSize", "OutputSize", "Absent", "Net", "Parameter", "Create",
        "Summary", "Statistic", "class", "default", "ref", "float", "value", "global", "SN", "StaticNet", "System", "Object", "1st", "a-b",
        "a_b", "a/b", "aB", "größe", "Übung", "_", "-", "var", "nameof", "scoped", "await", "async", "dynamic", "record", "partial",
        "where", "yield", "field", "file", "with", "not", "nint", "nuint",
    ];

    [Fact]
    public void AnyNameIsFine()
    {
        var source = new StringBuilder("using StaticNet;\n\n[Input(3)]\n");
        foreach (string name in _names)
        {
            source.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"[Dense(3, Name = \"{name}\"), BatchNorm(Name = \"{name}2\"), Gelu(Name = \"{name}3\")]");
        }

        Network network = CompilerHarness.Create(source + "public sealed partial class Net;");

        network.Forward(new float[6], new float[6]);
        network.Backward(new float[6], new float[6]);
        network.ToPredictor().Predict(new float[6], new float[6]);
        Assert.All(_names, name => Assert.Equal(9, network.Parameters[$"{name}.kernel"].Count));
    }
}
