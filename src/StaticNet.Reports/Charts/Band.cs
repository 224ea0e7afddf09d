namespace StaticNet.Reports;

/// <summary>A line with a range around it, such as a median between two percentiles.</summary>
public sealed class Band
{
    /// <summary>A band.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places, from left to right. NaN and infinite values are gaps, here and in the others.</param>
    /// <param name="lower">Lower ends, as many.</param>
    /// <param name="middle">The line in between, as many.</param>
    /// <param name="upper">Upper ends, as many.</param>
    /// <exception cref="ArgumentException">They are not equally many.</exception>
    public Band(string name, IEnumerable<double> x, IEnumerable<double> lower, IEnumerable<double> middle, IEnumerable<double> upper)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(middle);
        ArgumentNullException.ThrowIfNull(upper);
        Name = name;
        X = [.. x];
        Lower = [.. lower];
        Middle = [.. middle];
        Upper = [.. upper];
        if (Lower.Count != X.Count || Middle.Count != X.Count || Upper.Count != X.Count)
        {
            throw new ArgumentException(
                $"'{name}' has {X.Count} values of x, {Lower.Count} lower, {Middle.Count} middle and {Upper.Count} upper ones; expected as many of each.");
        }
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    /// <summary>Places.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Lower ends.</summary>
    public IReadOnlyList<double> Lower { get; }

    /// <summary>The line in between.</summary>
    public IReadOnlyList<double> Middle { get; }

    /// <summary>Upper ends.</summary>
    public IReadOnlyList<double> Upper { get; }

    /// <summary>Which colour it has, from 0; without it, that of its position in the chart.</summary>
    public int? Color { get; init; }

    /// <summary>The band of percentiles of samples, such as 15, 50 and 85.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places, from left to right.</param>
    /// <param name="samples">The samples at each place; values that are not finite are left out, and without any there is a gap.</param>
    /// <param name="lower">Percentile of the lower end, 0 to 100.</param>
    /// <param name="middle">Percentile of the line.</param>
    /// <param name="upper">Percentile of the upper end.</param>
    /// <exception cref="ArgumentException">There are not as many lists of samples as places.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A percentile is not between 0 and 100.</exception>
    public static Band OfPercentiles(
        string name, IEnumerable<double> x, IEnumerable<IEnumerable<double>> samples, double lower = 15, double middle = 50, double upper = 85)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double[][] sorted = [.. samples.Select(static values => values.Where(double.IsFinite).Order().ToArray())];
        return new Band(
            name, x, sorted.Select(values => Percentile(values, lower)), sorted.Select(values => Percentile(values, middle)),
            sorted.Select(values => Percentile(values, upper)));
    }

    // Between the two nearest values, as NumPy's percentile does unless told otherwise.
    private static double Percentile(double[] sorted, double percentile)
    {
        if (!(percentile >= 0 && percentile <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "Expected a percentile from 0 to 100.");
        }

        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double position = percentile / 100 * (sorted.Length - 1);
        int index = (int)position;
        double part = position - index;
        return index + 1 < sorted.Length ? (sorted[index] * (1 - part)) + (sorted[index + 1] * part) : sorted[index];
    }
}
