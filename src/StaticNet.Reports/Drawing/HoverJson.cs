using System.Text;

namespace StaticNet.Reports.Drawing;

/// <summary>Writes what the page's script reads.</summary>
internal static class HoverJson
{
    /// <summary>A text.</summary>
    public static string Text(string text)
    {
        var json = new StringBuilder("\"");
        foreach (char character in text)
        {
            if (character is '"' or '\\')
            {
                json.Append('\\').Append(character);
            }
            else if (character < ' ' || char.IsSurrogate(character) || character is '\u2028' or '\u2029')
            {
                json.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                json.Append(character);
            }
        }

        return json.Append('"').ToString();
    }

    /// <summary>A list of numbers.</summary>
    public static string Numbers(IEnumerable<double> values) => $"[{string.Join(',', values.Select(Invariant.Json))}]";

    /// <summary>An axis: its name, and whether it counts in percent.</summary>
    public static string Axis(Axis axis, string otherwise) =>
        $"{{\"name\":{Text(axis.Title.Length > 0 ? axis.Title : otherwise)},\"percent\":{(axis.Percent ? "true" : "false")}}}";
}
