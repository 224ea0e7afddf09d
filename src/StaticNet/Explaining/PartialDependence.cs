namespace StaticNet;

/// <summary>
/// What a network gives on average if one column has a value, whatever the others have: the column is set to that value in all rows, and the outputs are
/// averaged (Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29, 2001, section 8.2). The percentiles of the single
/// rows (Goldstein et al., Peeking Inside the Black Box, 2015) say whether it acts on all rows alike.
/// </summary>
/// <remarks>Where columns depend on each other, some of the rows that are made so cannot be, and what the network says of them is a guess.</remarks>
public sealed class PartialDependence
{
    private readonly double[,] _means;
    private readonly double[,] _lower;
    private readonly double[,] _upper;

    private PartialDependence(int column, string? columnName, double[] values, int outputs)
    {
        Column = column;
        ColumnName = columnName;
        Values = values;
        _means = new double[values.Length, outputs];
        _lower = new double[values.Length, outputs];
        _upper = new double[values.Length, outputs];
    }

    /// <summary>The column.</summary>
    public int Column { get; }

    /// <summary>What the data call the column; null if they do not.</summary>
    public string? ColumnName { get; }

    /// <summary>What it was set to, ascending.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Outputs of the network.</summary>
    public int OutputCount => _means.GetLength(1);

    /// <summary>Computes it.</summary>
    /// <param name="predictor">The network as it predicts.</param>
    /// <param name="data">Rows that are like those to be predicted; labels and targets do not matter.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="points">
    /// Values the column is set to, at least 2: all that occur if these are no more, else evenly from one percentile to another.
    /// </param>
    /// <param name="lower">Percentile of the column's values that the least is, 0 to 100.</param>
    /// <param name="upper">Percentile of the column's values that the largest is, above <paramref name="lower"/>.</param>
    /// <param name="threads">Threads at the most; 0 for as many as there are processors. Of no influence on the figures.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, there are none, or the column holds NaN or an infinity.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or another argument is out of range.</exception>
    public static PartialDependence Of(
        Predictor predictor, MemoryDataSet data, int column, int points = 20, double lower = 5, double upper = 95, int threads = 0)
    {
        DependenceGrid.Check(predictor, data, points, lower, upper, threads);
        double[] values = DependenceGrid.Values(data, column, points, lower, upper);
        int outputs = predictor.Layout.OutputSize;
        var dependence = new PartialDependence(column, FeatureName.Of(data, column), values, outputs);
        DependenceGrid.Run(
            predictor, data, [.. values.Select(value => new[] { (column, value) })], threads, (point, results) =>
            {
                var sorted = new double[data.Count];
                for (int output = 0; output < outputs; output++)
                {
                    double sum = 0;
                    for (int row = 0; row < sorted.Length; row++)
                    {
                        sorted[row] = results[(row * outputs) + output];
                        sum += sorted[row];
                    }

                    Array.Sort(sorted);
                    dependence._means[point, output] = sum / sorted.Length;
                    dependence._lower[point, output] = DependenceGrid.Percentile(sorted, 10);
                    dependence._upper[point, output] = DependenceGrid.Percentile(sorted, 90);
                }
            });
        return dependence;
    }

    /// <summary>The mean output at each of <see cref="Values"/>.</summary>
    /// <param name="output">The output, such as the number of a class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public IReadOnlyList<double> Mean(int output = 0) => Of(_means, output);

    /// <summary>What a tenth of the rows give less than, at each of <see cref="Values"/>.</summary>
    /// <param name="output">The output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public IReadOnlyList<double> Lower(int output = 0) => Of(_lower, output);

    /// <summary>What a tenth of the rows give more than, at each of <see cref="Values"/>.</summary>
    /// <param name="output">The output, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public IReadOnlyList<double> Upper(int output = 0) => Of(_upper, output);

    private double[] Of(double[,] figures, int output) =>
        (uint)output < (uint)OutputCount
            ? [.. Enumerable.Range(0, Values.Count).Select(point => figures[point, output])]
            : throw new ArgumentOutOfRangeException(nameof(output), output, $"The network has outputs 0 to {OutputCount - 1}.");
}
