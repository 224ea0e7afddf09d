namespace StaticNet;

/// <summary>What one column of a data set is like. Without any value, every figure but the counts is NaN.</summary>
public sealed record ColumnSummary
{
    internal ColumnSummary()
    {
    }

    /// <summary>Name of the column, or its number where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Values that are numbers.</summary>
    public required long Count { get; init; }

    /// <summary>Values that are NaN, which stands for a missing one.</summary>
    public required long Missing { get; init; }

    /// <summary>Arithmetic mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of the values themselves: divisor n, as <see cref="StandardizeAttribute"/> divides by.</summary>
    public required double Deviation { get; init; }

    /// <summary>Standard deviation of what the values are a sample of: divisor n − 1; NaN for a single value.</summary>
    public required double SampleDeviation { get; init; }

    /// <summary>Least value.</summary>
    public required double Minimum { get; init; }

    /// <summary>A quarter of the values lie below: exact, interpolated linearly between neighbours.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>Half of the values lie below.</summary>
    public required double Median { get; init; }

    /// <summary>Three quarters of the values lie below.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>Largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>Third moment about the mean over the cube of the deviation: 0 for a symmetric column; NaN for a constant one.</summary>
    public required double Skewness { get; init; }

    /// <summary>Fourth moment about the mean over the fourth power of the deviation, less 3: 0 for a normal column; NaN for a constant one.</summary>
    public required double ExcessKurtosis { get; init; }

    /// <summary>Deviation over the absolute mean; infinite where the mean is 0 and the deviation is not.</summary>
    public double CoefficientOfVariation => Deviation / Math.Abs(Mean);

    /// <summary>Share of the values that equal the most frequent one: 1 for a constant column.</summary>
    public required double LargestShare { get; init; }
}
