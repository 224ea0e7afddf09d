using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>Prints a network's layers as a table.</summary>
internal static class SummaryTable
{
    private const string Gap = "  ";

    private static readonly string[] _header = ["layer", "kind", "output", "parameters", "multiply-adds", "when predicting"];

    private static readonly bool[] _rightAligned = [false, false, false, true, true, false];

    /// <summary>The table of <paramref name="layout"/>, lines ending in a line feed.</summary>
    public static string Of(NetworkLayout layout)
    {
        var rows = new List<string[]> { _header };
        rows.AddRange(layout.Layers.Select(static layer => new[]
        {
            layer.Name, layer.Kind, string.Join(" x ", layer.OutputShape), Parameters(layer.Parameters, layer.Statistics),
            layer.MultiplyAdds == 0 ? "" : Number(layer.MultiplyAdds), layer.Prediction,
        }));
        long parameters = layout.Layers.Sum(static layer => (long)layer.Parameters);
        long statistics = layout.Layers.Sum(static layer => (long)layer.Statistics);
        long multiplyAdds = layout.Layers.Sum(static layer => layer.MultiplyAdds);
        rows.Add(["total", "", "", Parameters(parameters, statistics), Number(multiplyAdds), ""]);
        int[] widths = [.. _header.Select((_, column) => rows.Max(row => row[column].Length))];
        int width = widths.Sum() + (Gap.Length * (widths.Length - 1));
        var text = new StringBuilder();
        text.Append(layout.Name).Append(layout.Reproducible ? ": the same bits on every processor\n" : "\n");
        for (int row = 0; row < rows.Count; row++)
        {
            if (row == 1 || row == rows.Count - 1)
            {
                text.Append('-', width).Append('\n');
            }

            text.Append(Line(rows[row], widths)).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, i) => _rightAligned[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();

    private static string Parameters(long parameters, long statistics) =>
        (parameters, statistics) switch
        {
            (0, 0) => "",
            (_, 0) => Number(parameters),
            _ => $"{Number(parameters)} (+{Number(statistics)})",
        };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
