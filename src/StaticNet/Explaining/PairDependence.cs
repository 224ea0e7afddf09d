namespace StaticNet;

/// <summary><see cref="PartialDependence"/> of two columns at once: where it is no sum of the two alone, they interact.</summary>
public sealed class PairDependence
{
    private readonly double[,,] _means;

    private PairDependence(MemoryDataSet data, int first, int second, double[] firstValues, double[] secondValues, int outputs)
    {
        FirstColumn = first;
        SecondColumn = second;
        FirstColumnName = FeatureName.Of(data, first);
        SecondColumnName = FeatureName.Of(data, second);
        FirstValues = firstValues;
        SecondValues = secondValues;
        _means = new double[firstValues.Length, secondValues.Length, outputs];
    }

    /// <summary>One column.</summary>
    public int FirstColumn { get; }

    /// <summary>The other.</summary>
    public int SecondColumn { get; }

    /// <summary>What the data call the first column; null if they do not.</summary>
    public string? FirstColumnName { get; }

    /// <summary>What the data call the second column; null if they do not.</summary>
    public string? SecondColumnName { get; }

    /// <summary>What the first was set to, ascending.</summary>
    public IReadOnlyList<double> FirstValues { get; }

    /// <summary>What the second was set to, ascending.</summary>
    public IReadOnlyList<double> SecondValues { get; }

    /// <summary>Computes it.</summary>
    /// <param name="predictor">The network as it predicts.</param>
    /// <param name="data">Rows that are like those to be predicted; labels and targets do not matter.</param>
    /// <param name="first">One column, from 0.</param>
    /// <param name="second">Another.</param>
    /// <param name="points">Values each column is set to at the most, at least 2: see <see cref="PartialDependence"/>.</param>
    /// <param name="lower">Percentile of a column's values that the least is, 0 to 100.</param>
    /// <param name="upper">Percentile of a column's values that the largest is, above <paramref name="lower"/>.</param>
    /// <param name="threads">Threads at the most; 0 for as many as there are processors. Of no influence on the figures.</param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, there are none, a column holds NaN or an infinity, or both columns are the same.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or another argument is out of range.</exception>
    public static PairDependence Of(
        Predictor predictor, MemoryDataSet data, int first, int second, int points = 12, double lower = 5, double upper = 95, int threads = 0)
    {
        DependenceGrid.Check(predictor, data, points, lower, upper, threads);
        if (first == second)
        {
            throw new ArgumentException($"Both columns are {first}; expected two.", nameof(second));
        }

        double[] firstValues = DependenceGrid.Values(data, first, points, lower, upper);
        double[] secondValues = DependenceGrid.Values(data, second, points, lower, upper);
        int outputs = predictor.Layout.OutputSize;
        var dependence = new PairDependence(data, first, second, firstValues, secondValues, outputs);
        (int Column, double Value)[][] grid =
            [.. firstValues.SelectMany(value => secondValues.Select(other => new[] { (first, value), (second, other) }))];
        DependenceGrid.Run(predictor, data, grid, threads, (point, results) =>
        {
            (int i, int j) = Math.DivRem(point, secondValues.Length);
            for (int output = 0; output < outputs; output++)
            {
                double sum = 0;
                for (int row = 0; row < data.Count; row++)
                {
                    sum += results[(row * outputs) + output];
                }

                dependence._means[i, j, output] = sum / data.Count;
            }
        });
        return dependence;
    }

    /// <summary>The mean output, <c>[first value, second value]</c>.</summary>
    /// <param name="output">The output, such as the number of a class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public double[,] Mean(int output = 0)
    {
        if ((uint)output >= (uint)_means.GetLength(2))
        {
            throw new ArgumentOutOfRangeException(nameof(output), output, $"The network has outputs 0 to {_means.GetLength(2) - 1}.");
        }

        var means = new double[FirstValues.Count, SecondValues.Count];
        for (int i = 0; i < FirstValues.Count; i++)
        {
            for (int j = 0; j < SecondValues.Count; j++)
            {
                means[i, j] = _means[i, j, output];
            }
        }

        return means;
    }
}
