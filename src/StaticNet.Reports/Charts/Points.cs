namespace StaticNet.Reports;

/// <summary>A cloud of points.</summary>
public sealed class Points
{
    /// <summary>A cloud of points.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places of the points. Points of which a coordinate is not finite are not drawn.</param>
    /// <param name="y">Heights of the points, as many.</param>
    /// <exception cref="ArgumentException">The two are not equally many.</exception>
    public Points(string name, IEnumerable<double> x, IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Name = name;
        X = [.. x];
        Y = [.. y];
        if (X.Count != Y.Count)
        {
            throw new ArgumentException($"'{name}' has {X.Count} values of x and {Y.Count} of y; expected as many of both.", nameof(y));
        }
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>Places of the points.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Heights of the points.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>Which colour it has, from 0; without it, that of its position in the chart.</summary>
    public int? Color { get; init; }
}
