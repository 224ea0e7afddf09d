using System.Globalization;

namespace StaticNet.Reports.Drawing;

/// <summary>Where an axis has marks, and what they say.</summary>
internal static class Ticks
{
    private const int MostDecimals = 15;

    private static readonly double[][] _decadeMarks = [[1, 2, 5], [1, 3], [1]];

    /// <summary>Round numbers from <paramref name="minimum"/> to <paramref name="maximum"/>, at steps of 1, 2 or 5 times a power of ten.</summary>
    /// <param name="minimum">Where the axis begins.</param>
    /// <param name="maximum">Where it ends; larger than <paramref name="minimum"/>.</param>
    /// <param name="most">Steps it is divided into, at most.</param>
    /// <param name="percent">Whether labels are percentages.</param>
    public static Tick[] Linear(double minimum, double maximum, int most, bool percent)
    {
        (int digit, int exponent) = RoundStep(minimum, maximum, most);
        double first = Math.Ceiling(Count(minimum, digit, exponent) - 1e-6);
        double last = Math.Floor(Count(maximum, digit, exponent) + 1e-6);
        var values = new List<double>();
        for (double i = first; i <= last && values.Count <= most + 1; i++)
        {
            values.Add(Multiple(i, digit, exponent));
        }

        double largest = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        Func<double, string> label = percent ? PercentLabels(exponent, largest) : Labels(exponent, largest);
        return [.. values.Select(value => new Tick(value, label(value)))];
    }

    /// <summary>The round numbers that enclose a range, at steps as in <see cref="Linear"/>.</summary>
    public static (double Minimum, double Maximum) Enclosing(double minimum, double maximum, int most)
    {
        (int digit, int exponent) = RoundStep(minimum, maximum, most);
        double lower = Multiple(Math.Floor(Count(minimum, digit, exponent) + 1e-9), digit, exponent);
        double upper = Multiple(Math.Ceiling(Count(maximum, digit, exponent) - 1e-9), digit, exponent);
        return double.IsFinite(lower) && double.IsFinite(upper) ? (Math.Min(lower, minimum), Math.Max(upper, maximum)) : (minimum, maximum);
    }

    /// <summary>
    /// Marks of a logarithmic axis, ever fewer: within decades, each decade, every few decades. An axis shorter than a decade falls back on
    /// round steps. The first answer whose labels fit is the one to take.
    /// </summary>
    /// <param name="minimum">Where the axis begins; positive.</param>
    /// <param name="maximum">Where it ends.</param>
    /// <param name="percent">Whether labels are percentages.</param>
    /// <param name="isDense">Whether marks within decades are wanted however many decades there are.</param>
    public static IEnumerable<Tick[]> Logarithmic(double minimum, double maximum, bool percent, bool isDense = false)
    {
        double decades = Math.Log10(maximum) - Math.Log10(minimum);
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        bool some = false;
        if (decades < 8)
        {
            // Over many decades the powers of ten say enough.
            int sparsest = isDense || decades < 3 ? 0 : decades < 4 ? 1 : 2;
            foreach (double[] marks in _decadeMarks[sparsest..])
            {
                Tick[] ticks = [.. Within(first, last, 1, marks, percent).Where(tick => IsInside(tick.Value, minimum, maximum))];
                if (ticks.Length >= (decades < 1 ? 3 : 2))
                {
                    some = true;
                    yield return ticks;
                }
            }
        }

        foreach (int step in new[] { 1, 2, 3, 5, 10, 20, 50, 100, 200 })
        {
            int start = first - (((first % step) + step) % step);
            Tick[] ticks = [.. Within(start, last, step, [1], percent).Where(tick => IsInside(tick.Value, minimum, maximum))];
            if (ticks.Length >= 2)
            {
                some = true;
                yield return ticks;
            }
        }

        if (!some)
        {
            for (int most = 6; most >= 1; most--)
            {
                yield return [.. Linear(minimum, maximum, most, percent).Where(static tick => tick.Value > 0)];
            }
        }
    }

    /// <summary>Places between the decades of a logarithmic axis, 2 to 9 times a power of ten; none where decades are many.</summary>
    public static IEnumerable<double> BetweenDecades(double minimum, double maximum)
    {
        if (Math.Log10(maximum) - Math.Log10(minimum) > 7)
        {
            return [];
        }

        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        return Within(first, last, 1, [2, 3, 4, 5, 6, 7, 8, 9], false).Select(static tick => tick.Value).Where(value => IsInside(value, minimum, maximum));
    }

    /// <summary>A round number of a logarithmic axis as text.</summary>
    public static string LogarithmicLabel(double value, bool percent)
    {
        if (percent)
        {
            return Invariant.PercentValue(value);
        }

        int exponent = (int)Math.Floor(Math.Log10(value) + 1e-9);
        return exponent is >= 13 or < -3 ? Scientific(value, exponent) : Labels(exponent, value)(value);
    }

    /// <summary>A number in as few characters as show two of its digits.</summary>
    public static string Brief(double value)
    {
        double size = Math.Abs(value);
        int exponent = size > 0 ? (int)Math.Floor(Math.Log10(size)) : 0;
        return Labels(exponent - 1, size)(value);
    }

    private static bool IsInside(double value, double minimum, double maximum) => value >= minimum * (1 - 1e-9) && value <= maximum * (1 + 1e-9);

    private static IEnumerable<Tick> Within(int first, int last, int step, double[] marks, bool percent)
    {
        for (int exponent = first; exponent <= last; exponent += step)
        {
            foreach (double mark in marks)
            {
                double value = Power(mark, exponent);
                if (value > 0 && double.IsFinite(value))
                {
                    yield return new Tick(value, LogarithmicLabel(value, percent));
                }
            }
        }
    }

    /// <summary>The round step that divides a range into at most so many.</summary>
    public static double Step(double minimum, double maximum, int most)
    {
        (int digit, int exponent) = RoundStep(minimum, maximum, most);
        return Power(digit, exponent);
    }

    /// <summary>A multiple of a round step, without the rounding errors of a product.</summary>
    public static double Rounded(double count, double step)
    {
        int exponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        return Multiple(count, (int)Math.Round(step / Math.Pow(10, exponent)), exponent);
    }

    private static (int Digit, int Exponent) RoundStep(double minimum, double maximum, int most)
    {
        double step = (maximum / most) - (minimum / most);
        int exponent = (int)Math.Floor(Math.Log10(step));
        double digit = step / Math.Pow(10, exponent);
        return digit switch
        {
            <= 1 + 1e-9 => (1, exponent),
            <= 2 + 1e-9 => (2, exponent),
            <= 5 + 1e-9 => (5, exponent),
            _ => (1, exponent + 1),
        };
    }

    private static double Count(double value, int digit, int exponent) => value / Power(digit, exponent);

    private static double Multiple(double count, int digit, int exponent) => count == 0 ? 0 : Power(count * digit, exponent);

    // Dividing by a power that is a whole number rounds once: 3 / 10 is 0.3, and 3 * 0.1 is not.
    private static double Power(double value, int exponent) => exponent switch
    {
        >= 0 => value * Math.Pow(10, exponent),
        >= -300 => value / Math.Pow(10, -exponent),
        _ => value / 1e300 / Math.Pow(10, -exponent - 300),
    };

    private static Func<double, string> Labels(int stepExponent, double largest)
    {
        (double unit, string suffix) = largest switch
        {
            >= 1e15 => (0, ""),
            >= 1e12 => (1e12, "T"),
            >= 1e9 => (1e9, "G"),
            >= 1e6 => (1e6, "M"),
            >= 1e4 => (1e3, "k"),
            >= 1e-3 => (1, ""),
            _ => (0, ""),
        };
        int decimals = unit == 0 ? 0 : (int)Math.Round(Math.Log10(unit)) - stepExponent;
        if (unit > 1 && decimals > 3)
        {
            (unit, suffix, decimals) = (1, "", -stepExponent);
        }

        if (unit == 0)
        {
            int power = (int)Math.Floor(Math.Log10(largest) + 1e-9);
            int digits = Math.Clamp(power - stepExponent, 0, MostDecimals);
            return value => value == 0 ? "0" : Scientific(value, power, digits);
        }

        string format = Format(decimals);
        return value => value == 0 ? "0" : Invariant.Signed((value / unit).ToString(format, CultureInfo.InvariantCulture)) + suffix;
    }

    private static Func<double, string> PercentLabels(int stepExponent, double largest)
    {
        if (largest >= 1e7)
        {
            return Invariant.PercentValue;
        }

        string format = Format(-stepExponent - 2);
        return value => Invariant.Signed((value * 100).ToString(format, CultureInfo.InvariantCulture)) + " %";
    }

    private static string Format(int decimals) => decimals <= 0 ? "0" : "0." + new string('0', Math.Min(decimals, MostDecimals));

    private static string Scientific(double value, int exponent, int digits = 0)
    {
        double scaled = exponent < -300 ? value * 1e300 / Math.Pow(10, exponent + 300) : value / Math.Pow(10, exponent);
        string mantissa = Invariant.Signed(Math.Round(scaled, digits).ToString(Format(digits), CultureInfo.InvariantCulture));
        string power = Invariant.PowerOfTen(exponent);
        return mantissa switch { "1" => power, "−1" => $"−{power}", _ => $"{mantissa}×{power}" };
    }
}
