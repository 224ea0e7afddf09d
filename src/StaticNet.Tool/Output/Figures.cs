using System.Globalization;
using System.Text.Json.Nodes;

namespace StaticNet.Tool.Output;

/// <summary>How numbers are written.</summary>
internal static class Figures
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>Four digits.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A whole number in groups of three digits.</summary>
    public static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A shape in brackets.</summary>
    public static string Shape(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";

    /// <summary>A time in the unit that suits it.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-6 => $"{Short(seconds * 1e9)} ns",
        < 1e-3 => $"{Short(seconds * 1e6)} µs",
        < 1 => $"{Short(seconds * 1e3)} ms",
        _ => $"{Short(seconds)} s",
    };

    /// <summary>Heights as a line of blocks.</summary>
    public static string Sparkline(IReadOnlyList<int> counts)
    {
        int largest = Math.Max(counts.Max(), 1);
        return string.Concat(counts.Select(count => Blocks[count == 0 ? 0 : 1 + (int)((long)count * (Blocks.Length - 2) / largest)]));
    }

    /// <summary>A number for JSON, which has none that are not finite: those become null.</summary>
    public static JsonNode? Json(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
