namespace StaticNet;

/// <summary>Weights of classes, for <see cref="FitOptions.ClassWeights"/>.</summary>
public static class ClassWeights
{
    private const int RowsPerRead = 256;

    /// <summary>
    /// Weights by which all classes of a data set count alike, <c>n/(k·nᵢ)</c> for class i of k with nᵢ of n rows, as scikit-learn's
    /// <c>balanced</c> (King and Zeng, "Logistic regression in rare events data", 2001). Their mean over the rows is 1. Classes that do not occur
    /// are not counted among the k, and weigh 1. Reads the data once; features may be read but do not matter.
    /// </summary>
    /// <param name="data">
    /// Labels, or one row of targets a class as in one-hot form: the class is the place of the largest, or of a single one 1 from 0.5 on.
    /// </param>
    /// <returns>A weight a class.</returns>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    public static double[] Balanced(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        long[] counts = new long[data.HasLabels ? data.ClassCount : data.TargetCount == 1 ? 2 : data.TargetCount];
        long rows = 0;
        using var batches = new TrainingBatches(data, RowsPerRead, avoidSingle: false, dropLast: false);
        for (batches.Begin(BatchOrder.Sequential); batches.Next(); rows += batches.Rows)
        {
            for (int row = 0; row < batches.Rows; row++)
            {
                counts[ClassOf(batches.Labels.Span, batches.Targets.Span, row, data.TargetCount)]++;
            }
        }

        if (rows == 0)
        {
            throw DataRequirements.NoRows(nameof(data));
        }

        int present = counts.Count(static count => count > 0);
        return Array.ConvertAll(counts, count => count == 0 ? 1 : (double)rows / (present * count));
    }

    /// <summary>The class that a row is of: its label, or what its <paramref name="columns"/> targets stand for.</summary>
    internal static int ClassOf(ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, int row, int columns) =>
        labels.IsEmpty ? ClassReadout.ClassOf(targets.Slice(row * columns, columns)) : labels[row];
}
