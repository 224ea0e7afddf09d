namespace StaticNet;

/// <summary>Where a column is set to, and what a network then gives for every row.</summary>
internal static class DependenceGrid
{
    private const int BatchRows = 256;

    /// <summary>
    /// The values a column is set to: all that occur, if they are few, such as the categories of a one-hot column; else as many evenly between two
    /// percentiles, since beyond these there are few rows to go by.
    /// </summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static double[] Values(MemoryDataSet data, int column, int points, double lower, double upper)
    {
        if ((uint)column >= (uint)data.FeatureCount)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, $"The data set has columns 0 to {data.FeatureCount - 1}.");
        }

        var sorted = new double[data.Count];
        for (int row = 0; row < sorted.Length; row++)
        {
            sorted[row] = data.Row(row)[column];
            if (!double.IsFinite(sorted[row]))
            {
                throw new ArgumentException(FormattableString.Invariant($"Column {column} of row {row} is {sorted[row]}; expected a number."), nameof(data));
            }
        }

        Array.Sort(sorted);
        double[] distinct = [.. sorted.Distinct().Take(points + 1)];
        if (distinct.Length <= points)
        {
            return distinct;
        }

        double first = Percentile(sorted, lower);
        double last = Percentile(sorted, upper);
        return first < last
            ? [.. Enumerable.Range(0, points).Select(i => first + ((last - first) * i / (points - 1)))]
            : [first];
    }

    /// <summary>Linear interpolation between neighbours, as NumPy's by default.</summary>
    public static double Percentile(ReadOnlySpan<double> sorted, double percent)
    {
        double place = percent / 100 * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>Checks what all dependences take.</summary>
    public static void Check(Predictor predictor, MemoryDataSet data, int points, double lower, double upper, int threads)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        if (!(lower >= 0 && lower < upper && upper <= 100))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lower), lower, $"The lower percentile must be 0 or more and less than the upper one, {upper}, and that at most 100.");
        }

        DataRequirements.CheckFeatures(predictor.Layout, data, nameof(data));
    }

    /// <summary>
    /// The outputs of all rows, <c>[rows, output]</c>, with columns set to given values: for each point, by whatever thread; the same for any number of them.
    /// </summary>
    /// <param name="predictor">The network as it predicts.</param>
    /// <param name="data">The rows.</param>
    /// <param name="points">For each point the columns that are set, and what to.</param>
    /// <param name="threads">Threads at the most; 0 for as many as there are processors.</param>
    /// <param name="use">Takes the outputs of a point, in the order of no matter what.</param>
    public static void Run(
        Predictor predictor, MemoryDataSet data, IReadOnlyList<(int Column, double Value)[]> points, int threads, Action<int, float[]> use) => Parallel.For(
        0,
        points.Count,
        new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads },
        () => (Input: new float[Math.Min(BatchRows, data.Count) * data.FeatureCount], Output: new float[data.Count * predictor.Layout.OutputSize]),
        (point, _, buffers) =>
        {
            int inputs = data.FeatureCount;
            int outputs = predictor.Layout.OutputSize;
            for (int start = 0; start < data.Count; start += BatchRows)
            {
                int rows = Math.Min(BatchRows, data.Count - start);
                for (int i = 0; i < rows; i++)
                {
                    Span<float> sample = buffers.Input.AsSpan(i * inputs, inputs);
                    data.Row(start + i).CopyTo(sample);
                    foreach ((int column, double value) in points[point])
                    {
                        sample[column] = (float)value;
                    }
                }

                predictor.Predict(buffers.Input.AsSpan(0, rows * inputs), buffers.Output.AsSpan(start * outputs, rows * outputs));
            }

            use(point, buffers.Output);
            return buffers;
        },
        static _ => { });
}
