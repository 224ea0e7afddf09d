namespace StaticNet.Reports;

/// <summary>What one direction of a chart measures.</summary>
/// <param name="Title">What is measured, with its unit: <c>"time (s)"</c>.</param>
public sealed record Axis(string Title = "")
{
    /// <summary>Whether equal ratios are equally far apart. Values that are not positive are then gaps.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether values are fractions to be shown as percentages: 0.97 as 97 %.</summary>
    public bool Percent { get; init; }

    /// <summary>Where the axis begins; without it, at the data. What lies below is cut off.</summary>
    public double? Minimum { get; init; }

    /// <summary>Where the axis ends; without it, at the data. What lies above is cut off.</summary>
    public double? Maximum { get; init; }

    /// <summary>An axis without further wishes.</summary>
    /// <param name="title">What is measured.</param>
    public static implicit operator Axis(string title) => new(title);

    internal string Text(double value) => Percent ? Drawing.Invariant.PercentValue(value) : Drawing.Invariant.Value(value);

    /// <exception cref="ArgumentException">The ends enclose nothing.</exception>
    internal void Check(string name)
    {
        if (Minimum is { } minimum && (!double.IsFinite(minimum) || (Logarithmic && minimum <= 0)))
        {
            throw new ArgumentException($"{name} begins at {minimum}; expected a number{(Logarithmic ? " above 0, since it is logarithmic" : "")}.");
        }

        if (Maximum is { } maximum && (!double.IsFinite(maximum) || (Logarithmic && maximum <= 0)))
        {
            throw new ArgumentException($"{name} ends at {maximum}; expected a number{(Logarithmic ? " above 0, since it is logarithmic" : "")}.");
        }

        if (Minimum >= Maximum)
        {
            throw new ArgumentException($"{name} begins at {Minimum} and ends at {Maximum}; expected an end above its beginning.");
        }
    }
}
