namespace StaticNet.Reports.Drawing;

/// <summary>Maps values to pixels.</summary>
/// <param name="Minimum">Value at <paramref name="Start"/>; positive where logarithmic.</param>
/// <param name="Maximum">Value at <paramref name="End"/>, larger.</param>
/// <param name="Logarithmic">Whether equal ratios are equally far apart.</param>
/// <param name="Start">Pixel of the minimum.</param>
/// <param name="End">Pixel of the maximum.</param>
internal readonly record struct Scale(double Minimum, double Maximum, bool Logarithmic, double Start, double End)
{
    // Far outside of any picture, and near enough to compute with.
    private const double Outside = 1e7;

    /// <summary>The pixel of a value; NaN for what is not finite, and for what is not positive where logarithmic.</summary>
    public double Map(double value)
    {
        if (!double.IsFinite(value) || (Logarithmic && value <= 0))
        {
            return double.NaN;
        }

        // Halves, so that no difference overflows.
        double part = Logarithmic
            ? (Math.Log(value) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum))
            : ((value / 2) - (Minimum / 2)) / ((Maximum / 2) - (Minimum / 2));
        return Math.Clamp(Start + (part * (End - Start)), -Outside, Outside);
    }

    /// <summary>The value at a pixel.</summary>
    public double Invert(double pixel)
    {
        double part = (pixel - Start) / (End - Start);
        return Logarithmic ? Math.Exp((Math.Log(Minimum) * (1 - part)) + (Math.Log(Maximum) * part)) : (Minimum * (1 - part)) + (Maximum * part);
    }

    /// <summary>Whether a value lies on the axis.</summary>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;
}
