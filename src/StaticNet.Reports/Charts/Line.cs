namespace StaticNet.Reports;

/// <summary>How a line is broken.</summary>
public enum Dash
{
    /// <summary>Not at all.</summary>
    Solid,

    /// <summary>Into dashes.</summary>
    Dashed,

    /// <summary>Into dots.</summary>
    Dotted,

    /// <summary>Into dashes and dots.</summary>
    DashDot,

    /// <summary>Into long dashes.</summary>
    Long,
}

/// <summary>A line through points, in their order.</summary>
public sealed class Line
{
    /// <summary>A line.</summary>
    /// <param name="name">What the legend calls it; empty for a line that is not in the legend.</param>
    /// <param name="x">Places of the points. NaN and infinite values are gaps, here and in <paramref name="y"/>.</param>
    /// <param name="y">Heights of the points, as many.</param>
    /// <exception cref="ArgumentException">The two are not equally many.</exception>
    public Line(string name, IEnumerable<double> x, IEnumerable<double> y)
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

    /// <summary>A line through points at 1, 2, 3 and so on, as epochs are counted.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="y">Heights of the points.</param>
    public Line(string name, IEnumerable<double> y)
        : this(name, Count(y), y)
    {
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>Places of the points.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Heights of the points.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>Which colour it has, from 0; without it, that of its position in the chart. Lines that belong together may share one.</summary>
    public int? Color { get; init; }

    /// <summary>How it is broken; without it, as no other line of the chart is.</summary>
    public Dash? Dash { get; init; }

    private static IEnumerable<double> Count(IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(y);
        return y.Select(static (_, i) => i + 1.0);
    }
}
