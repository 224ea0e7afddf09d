using System.Globalization;

namespace StaticNet.Generator.Model;

/// <summary>Numbers as text, the same on every machine.</summary>
internal static class Text
{
    public static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Thousands separated by commas.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One digit after the point, where there is any.</summary>
    public static string Rounded(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A C# literal of the single-precision value nearest to <paramref name="value"/>.</summary>
    public static string Single(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>A C# literal of a double.</summary>
    public static string Double(double value)
    {
        string text = Invariant(value);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>A C# string literal.</summary>
    public static string Literal(string value) =>
        Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Whether a name is one that a layer may have: letters, digits and a few signs.</summary>
    public static bool IsName(string name) => name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '/');

    /// <summary>Text for a doc comment.</summary>
    public static string Xml(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
