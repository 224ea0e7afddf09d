namespace StaticNet;

/// <summary>
/// Rows in files of arrays, IDX or NumPy's <c>.npy</c>, which are mapped into memory and read batch by batch: memory does not grow with the files, but for four
/// bytes a row where they are shuffled, which every order is equally likely in. The first dimension counts rows; the others together are the features of one.
/// </summary>
/// <remarks>Files must not be changed while they are read: shortened, they end the process on some systems, as any mapped file does.</remarks>
public sealed class MappedDataSet : DataSet
{
    private readonly StoredArray _features;
    private readonly StoredArray _expected;

    private MappedDataSet(StoredArray features, StoredArray expected, int classCount, bool allowNonFinite)
    {
        if (features.Rows != expected.Rows)
        {
            throw new InvalidDataException(
                $"'{expected.Path}': expected {features.Rows} rows, as many as there are in '{features.Path}', found {expected.Rows}.");
        }

        if (classCount > 0 && (!expected.Element.IsInteger || expected.RowLength != 1))
        {
            throw new InvalidDataException(
                $"'{expected.Path}': expected labels, one integer a row, found {expected.RowLength} of type {expected.Element}.");
        }

        _features = features;
        _expected = expected;
        ClassCount = classCount;
        AllowNonFinite = allowNonFinite;
    }

    /// <summary>The file of the features.</summary>
    public string FeaturesPath => _features.Path;

    /// <summary>The file of the labels or targets.</summary>
    public string ExpectedPath => _expected.Path;

    /// <inheritdoc/>
    public override int FeatureCount => _features.RowLength;

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override int TargetCount => HasLabels ? 0 : _expected.RowLength;

    /// <summary>Number of rows.</summary>
    public int Count => _features.Rows;

    /// <inheritdoc/>
    public override long? RowCount => Count;

    internal bool AllowNonFinite { get; }

    /// <summary>Opens two IDX files that are not compressed, as those of MNIST are once unpacked, of any of the format's types.</summary>
    /// <param name="featuresPath">The file of features, such as images.</param>
    /// <param name="labelsPath">The file of labels, integers in one dimension.</param>
    /// <param name="classCount">Number of classes: each label lies in <c>[0, classCount)</c>, which is checked when it is read.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is compressed, damaged or of another kind, or the numbers of rows differ.</exception>
    public static MappedDataSet OpenIdx(string featuresPath, string labelsPath, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        return new MappedDataSet(IdxHeader.Read(featuresPath), IdxHeader.Read(labelsPath), classCount, allowNonFinite: false);
    }

    /// <summary>Opens two files that <c>numpy.save</c> wrote: features, and labels of classes.</summary>
    /// <param name="featuresPath">
    /// The file of features: float32, float64, bool or integers, in C order, which is NumPy's own. Doubles, and integers beyond 2²⁴, are rounded to floats.
    /// </param>
    /// <param name="labelsPath">The file of labels, an integer a row.</param>
    /// <param name="classCount">Number of classes: each label lies in <c>[0, classCount)</c>, which is checked when it is read.</param>
    /// <param name="allowNonFinite">Accept features that are NaN or infinite.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, of another kind or in Fortran order, or the numbers of rows differ.</exception>
    public static MappedDataSet OpenNpy(string featuresPath, string labelsPath, int classCount, bool allowNonFinite = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        return new MappedDataSet(NpyHeader.Read(featuresPath), NpyHeader.Read(labelsPath), classCount, allowNonFinite);
    }

    /// <summary>Opens two files that <c>numpy.save</c> wrote: features, and targets.</summary>
    /// <param name="featuresPath">
    /// The file of features: float32, float64, bool or integers, in C order, which is NumPy's own. Doubles, and integers beyond 2²⁴, are rounded to floats.
    /// </param>
    /// <param name="targetsPath">The file of targets, one or more numbers a row, likewise.</param>
    /// <param name="allowNonFinite">Accept features and targets that are NaN or infinite.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, of another kind or in Fortran order, or the numbers of rows differ.</exception>
    public static MappedDataSet OpenNpy(string featuresPath, string targetsPath, bool allowNonFinite = false) =>
        new(NpyHeader.Read(featuresPath), NpyHeader.Read(targetsPath), 0, allowNonFinite);

    /// <inheritdoc/>
    public override BatchReader OpenReader(BatchOrder order) => new MappedBatchReader(this, _features, _expected, order);

    /// <summary>Reads all rows into memory, to be split, selected from or balanced.</summary>
    /// <exception cref="InvalidDataException">There are more values than an array can hold, or one is out of range.</exception>
    public MemoryDataSet ToMemory()
    {
        if ((long)Count * Math.Max(FeatureCount, TargetCount) > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{FeaturesPath}': expected at most {Array.MaxLength} values to be read into memory, found {Count} rows of {FeatureCount}.");
        }

        var features = new float[Count * FeatureCount];
        var labels = new int[HasLabels ? Count : 0];
        var targets = new float[Count * TargetCount];
        using BatchReader reader = OpenReader(BatchOrder.Sequential);
        reader.Read(Count, features, labels, targets);

        // The reader has checked every value.
        return HasLabels
            ? FromArrays(features, FeatureCount, labels, ClassCount, allowNonFinite: true)
            : FromArrays(features, FeatureCount, targets, TargetCount, allowNonFinite: true);
    }
}
