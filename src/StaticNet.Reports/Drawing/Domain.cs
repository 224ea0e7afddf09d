namespace StaticNet.Reports.Drawing;

/// <summary>The range of values that an axis shows.</summary>
/// <param name="Minimum">Smallest value shown; positive where the axis is logarithmic.</param>
/// <param name="Maximum">Largest value shown, always larger.</param>
internal readonly record struct Domain(double Minimum, double Maximum)
{
    // The span of an axis has to be a number.
    private const double Largest = 8e307;

    // Below, numbers have ever fewer digits, until powers of ten are zero.
    private const double Smallest = 1e-300;

    /// <summary>The range of all values that can be drawn on an axis.</summary>
    /// <param name="values">What is to be drawn; what cannot be is passed over.</param>
    /// <param name="axis">Fixes an end, or both.</param>
    /// <param name="margin">How much room there is around the values.</param>
    public static Domain Of(IEnumerable<double> values, Axis axis, Margin margin)
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (double.IsFinite(value) && (!axis.Logarithmic || value > 0))
            {
                minimum = Math.Min(minimum, value);
                maximum = Math.Max(maximum, value);
            }
        }

        if (minimum > maximum)
        {
            (minimum, maximum) = axis.Logarithmic ? (1, 10) : (0, 1);
            minimum = axis.Minimum is { } fixedMinimum && double.IsFinite(fixedMinimum) ? Math.Min(fixedMinimum, minimum) : minimum;
            maximum = axis.Maximum is { } fixedMaximum && double.IsFinite(fixedMaximum) ? Math.Max(fixedMaximum, maximum) : maximum;
        }

        minimum = axis.Minimum ?? Math.Clamp(minimum, -Largest, Largest);
        maximum = axis.Maximum ?? Math.Clamp(maximum, -Largest, Largest);
        return axis.Logarithmic ? Logarithmic(minimum, maximum, axis, margin) : Linear(minimum, maximum, axis, margin);
    }

    private static Domain Linear(double minimum, double maximum, Axis axis, Margin margin)
    {
        if (margin == Margin.FromZero)
        {
            minimum = axis.Minimum ?? Math.Min(minimum, 0);
            maximum = axis.Maximum ?? Math.Max(maximum, 0);
        }

        double size = Math.Max(Math.Abs(minimum), Math.Abs(maximum));
        if ((maximum / 2) - (minimum / 2) <= Math.Max(size * 1e-12, 1e-290))
        {
            double room = size > 1e-280 ? size * 0.1 : 1;
            (minimum, maximum) = margin == Margin.FromZero && size > 1e-280
                ? (minimum, maximum)
                : (axis.Minimum ?? minimum - room, axis.Maximum ?? maximum + room);
            if (maximum <= minimum)
            {
                (minimum, maximum) = (minimum - room, minimum + room);
            }
        }

        if (margin != Margin.None)
        {
            (double lower, double upper) = Ticks.Enclosing(minimum, maximum, 5);
            minimum = axis.Minimum ?? Math.Max(lower, -Largest);
            maximum = axis.Maximum ?? Math.Min(upper, Largest);
        }

        return new Domain(minimum, maximum);
    }

    private static Domain Logarithmic(double minimum, double maximum, Axis axis, Margin margin)
    {
        (minimum, maximum) = (Math.Max(minimum, Smallest), Math.Max(maximum, Smallest));
        if (maximum / minimum <= 1 + 1e-12)
        {
            (minimum, maximum) = (axis.Minimum ?? minimum / 3, axis.Maximum ?? Math.Min(maximum * 3, Largest));
            if (maximum <= minimum)
            {
                (minimum, maximum) = (minimum / 3, minimum * 3);
            }
        }

        if (margin != Margin.None)
        {
            minimum = axis.Minimum ?? Down(minimum);
            maximum = axis.Maximum ?? Up(maximum);
        }

        return new Domain(minimum, maximum);
    }

    private static double Down(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double digit = value / power;
        return power == 0 ? value : power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    private static double Up(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double digit = value / power;
        double upper = power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        return power == 0 || !double.IsFinite(upper) ? value : upper;
    }
}

/// <summary>How much room an axis leaves around its values.</summary>
internal enum Margin
{
    /// <summary>None.</summary>
    None,

    /// <summary>Up to the next round numbers.</summary>
    Round,

    /// <summary>Up to the next round numbers, zero among them.</summary>
    FromZero,
}
