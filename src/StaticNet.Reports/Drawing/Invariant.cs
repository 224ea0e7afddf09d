using System.Globalization;

namespace StaticNet.Reports.Drawing;

/// <summary>Numbers as text, the same in every culture.</summary>
internal static class Invariant
{
    /// <summary>A coordinate, to a hundredth of a pixel.</summary>
    public static string Coordinate(double value) => Fixed(value, 2);

    /// <summary>A coordinate of a path, to a tenth of a pixel: paths are long, and the eye sees no more.</summary>
    public static string PathCoordinate(double value) => Fixed(value, 1);

    /// <summary>A number for a reader: six significant digits, thousands parted by commas, powers of ten for the very large and the very small.</summary>
    public static string Value(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "no number" : value > 0 ? "∞" : "−∞";
        }

        double size = Math.Abs(value);
        if (size >= 1e9 || (size < 1e-4 && size > 0))
        {
            string[] parts = value.ToString("0.#####e0", CultureInfo.InvariantCulture).Split('e');
            string mantissa = Signed(parts[0]);
            string power = PowerOfTen(int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            return mantissa switch { "1" => power, "−1" => $"−{power}", _ => $"{mantissa}×{power}" };
        }

        int decimals = size == 0 ? 0 : Math.Clamp(5 - (int)Math.Floor(Math.Log10(size)), 0, 9);
        return Signed(value.ToString("#,0." + new string('#', decimals), CultureInfo.InvariantCulture));
    }

    /// <summary>A fraction for a reader, as a percentage.</summary>
    public static string PercentValue(double value) =>
        !double.IsFinite(value) ? Value(value)
        : Math.Abs(value) >= 1e7 ? Value(value * 100) + " %"
        : Signed((value * 100).ToString("0.###", CultureInfo.InvariantCulture)) + " %";

    /// <summary>A number for a program: the shortest text that reads back as the same number.</summary>
    public static string RoundTrip(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number for the page's script, or null where JSON has no such number.</summary>
    public static string Json(double value) => double.IsFinite(value) ? value.ToString("G7", CultureInfo.InvariantCulture) : "null";

    /// <summary>10 with <paramref name="exponent"/> as a superscript.</summary>
    public static string PowerOfTen(int exponent)
    {
        const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        string digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return "10" + (exponent < 0 ? "⁻" : "") + string.Concat(digits.Select(static digit => Superscripts[digit - '0']));
    }

    /// <summary>The text with a true minus sign.</summary>
    public static string Signed(string number) => number == "-0" ? "0" : number.Replace('-', '−');

    private static string Fixed(double value, int decimals)
    {
        // Adding zero turns -0 into 0.
        double rounded = Math.Round(value, decimals) + 0.0;
        return rounded.ToString(decimals == 1 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
    }
}
