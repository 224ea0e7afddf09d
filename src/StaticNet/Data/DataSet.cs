namespace StaticNet;

/// <summary>
/// Rows of features, each with either a label (an integer class) or targets (floats). A data set may lie in memory
/// (<see cref="MemoryDataSet"/>) or be read from a file batch by batch (<see cref="CsvDataSet"/>).
/// </summary>
public abstract partial class DataSet
{
    /// <summary>Features of a row.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>Number of classes: labels lie in <c>[0, ClassCount)</c>. 0 if the data set holds targets.</summary>
    public abstract int ClassCount { get; }

    /// <summary>Targets of a row. 0 if the data set holds labels.</summary>
    public abstract int TargetCount { get; }

    /// <summary>Number of rows; null as long as it is unknown, which a file's may be until it has been read once to its end.</summary>
    public abstract long? RowCount { get; }

    /// <summary>Whether the rows carry labels; otherwise they carry targets.</summary>
    public bool HasLabels => ClassCount > 0;

    /// <summary>Names of the features, in order; empty where they have none.</summary>
    public virtual IReadOnlyList<string> FeatureNames => [];

    /// <summary>Names of the classes, in the order of the labels; empty where they have none.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];

    /// <summary>
    /// Whether the rows carry weights, by which the loss of each is multiplied in training and when a network is judged; otherwise all weigh 1.
    /// Readers of such a data set override <see cref="BatchReader.ReadWeighted"/>.
    /// </summary>
    public virtual bool HasWeights => false;

    /// <summary>
    /// All features of a data set in memory, row-major, whose readers say by <see cref="BatchReader.ReadPlaces"/> where the rows of a batch lie
    /// instead of copying them; empty for others.
    /// </summary>
    internal virtual ReadOnlyMemory<float> StoredFeatures => default;

    /// <summary>How many rows, features and classes or targets there are.</summary>
    public override string ToString()
    {
        string rows = RowCount is long count ? Counted.Text(count, "row", "rows") : "rows not counted yet";
        return $"{rows}, {Counted.Text(FeatureCount, "feature", "features")}, "
            + (HasLabels ? Counted.Text(ClassCount, "class", "classes") : Counted.Text(TargetCount, "target", "targets"));
    }

    /// <summary>Opens a reader at the first row of the given order. Dispose it when done.</summary>
    public abstract BatchReader OpenReader(BatchOrder order);

    /// <summary>A data set in memory, of rows with labels. The arrays are used in place, not copied: leave them unchanged.</summary>
    /// <param name="features">The rows, row-major <c>[rows, featureCount]</c>.</param>
    /// <param name="featureCount">Features of a row.</param>
    /// <param name="labels">A label a row, each in <c>[0, classCount)</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="allowNonFinite">Accept features that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is out of range, or a feature is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[] features, int featureCount, int[] labels, int classCount, bool allowNonFinite = false)
    {
        ArgumentNullException.ThrowIfNull(features);
        return MemoryDataSet.WithLabels(features, featureCount, labels, classCount, allowNonFinite);
    }

    /// <summary>A data set in memory, of rows with targets. The arrays are used in place, not copied: leave them unchanged.</summary>
    /// <param name="features">The rows, row-major <c>[rows, featureCount]</c>.</param>
    /// <param name="featureCount">Features of a row.</param>
    /// <param name="targets">The targets, row-major <c>[rows, targetCount]</c>.</param>
    /// <param name="targetCount">Targets of a row.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(
        float[] features, int featureCount, float[] targets, int targetCount, bool allowNonFinite = false)
    {
        ArgumentNullException.ThrowIfNull(features);
        return MemoryDataSet.WithTargets(features, featureCount, targets, targetCount, allowNonFinite);
    }

    /// <summary>A data set in memory, of rows with labels. The features are used in place, the labels copied: leave the features unchanged.</summary>
    /// <param name="features">The rows, row-major <c>[rows, featureCount]</c>, such as a part of a larger array.</param>
    /// <param name="featureCount">Features of a row.</param>
    /// <param name="labels">A label a row, each in <c>[0, classCount)</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="allowNonFinite">Accept features that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is out of range, or a feature is NaN or infinite.</exception>
    public static MemoryDataSet FromMemory(
        ReadOnlyMemory<float> features, int featureCount, ReadOnlySpan<int> labels, int classCount, bool allowNonFinite = false) =>
        MemoryDataSet.WithLabels(features, featureCount, labels.ToArray(), classCount, allowNonFinite);

    /// <summary>A data set in memory, of rows with targets. The features are used in place, the targets copied: leave the features unchanged.</summary>
    /// <param name="features">The rows, row-major <c>[rows, featureCount]</c>, such as a part of a larger array.</param>
    /// <param name="featureCount">Features of a row.</param>
    /// <param name="targets">The targets, row-major <c>[rows, targetCount]</c>.</param>
    /// <param name="targetCount">Targets of a row.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromMemory(
        ReadOnlyMemory<float> features, int featureCount, ReadOnlySpan<float> targets, int targetCount, bool allowNonFinite = false) =>
        MemoryDataSet.WithTargets(features, featureCount, targets.ToArray(), targetCount, allowNonFinite);

    /// <summary>A data set in memory, of rows with labels. The features are copied, the labels used in place.</summary>
    /// <param name="features">The rows, <c>[rows, features]</c>.</param>
    /// <param name="labels">A label a row, each in <c>[0, classCount)</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="allowNonFinite">Accept features that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is out of range, or a feature is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[,] features, int[] labels, int classCount, bool allowNonFinite = false) =>
        FromArrays(RowMajor.Flatten(features, nameof(features)), features.GetLength(1), labels, classCount, allowNonFinite);

    /// <summary>A data set in memory, of rows with targets. The arrays are copied.</summary>
    /// <param name="features">The rows, <c>[rows, features]</c>.</param>
    /// <param name="targets">The targets, <c>[rows, targets]</c>.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[,] features, float[,] targets, bool allowNonFinite = false) =>
        FromArrays(
            RowMajor.Flatten(features, nameof(features)), features.GetLength(1),
            RowMajor.Flatten(targets, nameof(targets)), targets.GetLength(1), allowNonFinite);

    /// <summary>A data set in memory, of rows with one target each. The features are copied, the targets used in place.</summary>
    /// <param name="features">The rows, <c>[rows, features]</c>.</param>
    /// <param name="targets">A target a row.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[,] features, float[] targets, bool allowNonFinite = false) =>
        FromArrays(RowMajor.Flatten(features, nameof(features)), features.GetLength(1), targets, 1, allowNonFinite);

    /// <summary>A data set in memory, of rows with labels. The features are copied, the labels used in place.</summary>
    /// <param name="features">The rows, all of the same length.</param>
    /// <param name="labels">A label a row, each in <c>[0, classCount)</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="allowNonFinite">Accept features that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a label is out of range, or a feature is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[][] features, int[] labels, int classCount, bool allowNonFinite = false) =>
        FromArrays(RowMajor.Flatten(features, nameof(features)), features[0].Length, labels, classCount, allowNonFinite);

    /// <summary>A data set in memory, of rows with targets. The arrays are copied.</summary>
    /// <param name="features">The rows, all of the same length.</param>
    /// <param name="targets">The targets of each row, all of the same length.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[][] features, float[][] targets, bool allowNonFinite = false) =>
        FromArrays(
            RowMajor.Flatten(features, nameof(features)), features[0].Length,
            RowMajor.Flatten(targets, nameof(targets)), targets[0].Length, allowNonFinite);

    /// <summary>A data set in memory, of rows with one target each. The features are copied, the targets used in place.</summary>
    /// <param name="features">The rows, all of the same length.</param>
    /// <param name="targets">A target a row.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromArrays(float[][] features, float[] targets, bool allowNonFinite = false) =>
        FromArrays(RowMajor.Flatten(features, nameof(features)), features[0].Length, targets, 1, allowNonFinite);
}
