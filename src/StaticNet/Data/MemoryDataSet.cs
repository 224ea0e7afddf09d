namespace StaticNet;

/// <summary>
/// A data set in memory. Parts of it (<see cref="Slice"/>, <see cref="Select"/>, <see cref="Split"/>) share its features; only labels,
/// targets and weights are copied.
/// </summary>
public sealed class MemoryDataSet : DataSet
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly int _firstRow;
    private readonly int[]? _rows;
    private readonly int[] _labels;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private readonly int _count;

    /// <summary>
    /// Row <c>i</c> has its features at row <c>rows[i]</c> of the array, or at row <c>firstRow + i</c> where there are no
    /// <paramref name="rows"/>, and its label or targets, and its weight if there are any, at place <c>i</c>.
    /// </summary>
    private MemoryDataSet(
        ReadOnlyMemory<float> features,
        int featureCount,
        int firstRow,
        int[]? rows,
        int[] labels,
        int classCount,
        float[] targets,
        int targetCount,
        float[] weights)
    {
        _features = features;
        _firstRow = firstRow;
        _rows = rows;
        _labels = labels;
        _targets = targets;
        _weights = weights;
        _count = classCount > 0 ? labels.Length : targets.Length / targetCount;
        FeatureCount = featureCount;
        ClassCount = classCount;
        TargetCount = targetCount;
    }

    /// <inheritdoc/>
    public override int FeatureCount { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    public override int TargetCount { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FeatureNames => NamesOfFeatures;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => NamesOfClasses;

    /// <summary>Number of rows.</summary>
    public int Count => _count;

    /// <inheritdoc/>
    public override long? RowCount => _count;

    /// <summary>The labels of all rows; empty if the data set holds targets.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>The targets of all rows, row-major <c>[Count, TargetCount]</c>; empty if the data set holds labels.</summary>
    public ReadOnlySpan<float> Targets => _targets;

    /// <inheritdoc/>
    public override bool HasWeights => _weights.Length > 0;

    /// <summary>The weights of all rows; empty if all weigh 1 because none were given.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <inheritdoc/>
    internal override ReadOnlyMemory<float> StoredFeatures => _features;

    private IReadOnlyList<string> NamesOfFeatures { get; init; } = [];

    private IReadOnlyList<string> NamesOfClasses { get; init; } = [];

    /// <summary>The features of row <paramref name="index"/>.</summary>
    public ReadOnlySpan<float> Row(int index) => _features.Span.Slice(StoredRow(index) * FeatureCount, FeatureCount);

    /// <summary>The label of row <paramref name="index"/>.</summary>
    /// <exception cref="InvalidOperationException">The data set holds targets.</exception>
    public int Label(int index)
    {
        CheckIndex(index);
        return HasLabels ? _labels[index] : throw new InvalidOperationException("The data set holds targets, not labels.");
    }

    /// <summary>The targets of row <paramref name="index"/>.</summary>
    /// <exception cref="InvalidOperationException">The data set holds labels.</exception>
    public ReadOnlySpan<float> Target(int index)
    {
        CheckIndex(index);
        return !HasLabels
            ? _targets.AsSpan(index * TargetCount, TargetCount)
            : throw new InvalidOperationException("The data set holds labels, not targets.");
    }

    /// <inheritdoc/>
    public override BatchReader OpenReader(BatchOrder order) => new MemoryBatchReader(this, order);

    /// <summary>The <paramref name="count"/> rows from row <paramref name="start"/> on.</summary>
    public MemoryDataSet Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > _count - start)
        {
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"Expected a part of the {_count} rows, found {count} rows from row {start} on.");
        }

        return new MemoryDataSet(
            _features, FeatureCount, _rows is null ? _firstRow + start : 0, _rows?.AsSpan(start, count).ToArray(),
            HasLabels ? _labels.AsSpan(start, count).ToArray() : [], ClassCount,
            HasLabels ? [] : _targets.AsSpan(start * TargetCount, count * TargetCount).ToArray(), TargetCount,
            HasWeights ? _weights.AsSpan(start, count).ToArray() : [])
        {
            NamesOfFeatures = NamesOfFeatures,
            NamesOfClasses = NamesOfClasses,
        };
    }

    /// <summary>The rows of the given indices, in their order; an index may occur more than once.</summary>
    public MemoryDataSet Select(ReadOnlySpan<int> indices)
    {
        var rows = new int[indices.Length];
        var labels = new int[HasLabels ? indices.Length : 0];
        var targets = new float[checked(indices.Length * TargetCount)];
        var weights = new float[HasWeights ? indices.Length : 0];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = StoredRow(indices[i]);
            if (HasLabels)
            {
                labels[i] = _labels[indices[i]];
            }
            else
            {
                Target(indices[i]).CopyTo(targets.AsSpan(i * TargetCount));
            }

            if (HasWeights)
            {
                weights[i] = _weights[indices[i]];
            }
        }

        return new MemoryDataSet(_features, FeatureCount, 0, rows, labels, ClassCount, targets, TargetCount, weights)
        {
            NamesOfFeatures = NamesOfFeatures,
            NamesOfClasses = NamesOfClasses,
        };
    }

    /// <summary>The same rows with names of their columns and classes.</summary>
    /// <param name="featureNames">A name a feature; those there were if null.</param>
    /// <param name="classNames">
    /// A name a class, no two alike, in the order of the labels: a network trained on the rows takes them over (<see cref="Network.ClassNames"/>), and so do
    /// its files. Those there were if null.
    /// </param>
    /// <exception cref="ArgumentException">There are not as many names as features or classes, or two classes have the same.</exception>
    public MemoryDataSet WithNames(IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? classNames = null)
    {
        if (featureNames is not null && featureNames.Count != FeatureCount)
        {
            throw new ArgumentException($"Expected {FeatureCount} names, one a feature, found {featureNames.Count}.", nameof(featureNames));
        }

        if (classNames is not null && classNames.Count != ClassCount)
        {
            throw new ArgumentException($"Expected {ClassCount} names, one a class, found {classNames.Count}.", nameof(classNames));
        }

        if (classNames is not null && classNames.Distinct(StringComparer.Ordinal).Count() != classNames.Count)
        {
            throw new ArgumentException($"Expected names of classes that differ, found '{string.Join("', '", classNames)}'.", nameof(classNames));
        }

        return new MemoryDataSet(_features, FeatureCount, _firstRow, _rows, _labels, ClassCount, _targets, TargetCount, _weights)
        {
            NamesOfFeatures = featureNames is null ? NamesOfFeatures : [.. featureNames],
            NamesOfClasses = classNames is null ? NamesOfClasses : [.. classNames],
        };
    }

    /// <summary>The same rows with their labels as one-hot targets, <c>[Count, ClassCount]</c>.</summary>
    /// <exception cref="InvalidOperationException">The data set holds targets already.</exception>
    public MemoryDataSet ToOneHot()
    {
        if (!HasLabels)
        {
            throw new InvalidOperationException("The data set holds targets, not labels.");
        }

        var targets = new float[checked(_count * ClassCount)];
        OneHot.Encode(_labels, ClassCount, targets);
        return new MemoryDataSet(_features, FeatureCount, _firstRow, _rows, [], 0, targets, ClassCount, _weights) { NamesOfFeatures = NamesOfFeatures };
    }

    /// <summary>
    /// The same rows with weights, in place of those they had: the loss of each row is multiplied by its own, in training and when a network is
    /// judged. Statistics (BatchNorm's, normalisers') and metrics count all rows alike.
    /// </summary>
    /// <param name="weights">A weight a row, each a finite number of at least 0, not all 0. Used in place, not copied: leave it unchanged.</param>
    /// <exception cref="ArgumentException">There are not as many weights as rows, or a weight is no such number.</exception>
    public MemoryDataSet WithSampleWeights(float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Length != _count)
        {
            throw new ArgumentException($"Expected a weight for each of {_count} rows, found {weights.Length} weights.", nameof(weights));
        }

        int invalid = Array.FindIndex(weights, static weight => !SampleWeight.IsValid(weight));
        if (invalid >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Row {invalid}: expected a weight that is a finite number of at least 0, found {weights[invalid]}."),
                nameof(weights));
        }

        if (weights.Length > 0 && Array.TrueForAll(weights, static weight => weight == 0))
        {
            throw new ArgumentException("Expected a weight above 0, found none: nothing would be learned.", nameof(weights));
        }

        return new MemoryDataSet(_features, FeatureCount, _firstRow, _rows, _labels, ClassCount, _targets, TargetCount, weights)
        {
            NamesOfFeatures = NamesOfFeatures,
            NamesOfClasses = NamesOfClasses,
        };
    }

    /// <summary>
    /// Divides the rows at random into three parts that have no row in common; inside a part the rows are in random order. Every part
    /// has its share of the rows exactly (rounded by the method of the largest remainder), and so, if stratified, of each class
    /// (within one row, the validation and test parts within two).
    /// </summary>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division: the same seed gives the same parts.</param>
    /// <param name="stratified">Keep the proportions of the classes in each part; rows with targets have no classes.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1, or a share is so small that its part has no row.</exception>
    public DataSplit Split(double train, double validation, double test, ulong seed, bool stratified = true)
    {
        RowSplit rows = Partition.Split(_count, train, validation, test, seed, stratified ? _labels : []);
        return new DataSplit(Select(rows.Train), Select(rows.Validation), Select(rows.Test));
    }

    /// <summary>
    /// Divides the rows at random into three parts, all rows of a group in the same: of one patient, one machine, one day, which a network would otherwise
    /// recognise rather than predict. Parts have about their share of the rows, as far as whole groups allow.
    /// </summary>
    /// <typeparam name="TGroup">What tells groups apart, such as a number or a name.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division: the same seed gives the same parts.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1, there is not a group a row, or there are fewer groups than parts.</exception>
    public DataSplit SplitByGroup<TGroup>(IReadOnlyList<TGroup> groups, double train, double validation, double test, ulong seed)
        where TGroup : notnull
    {
        RowSplit rows = Partition.SplitByGroup(CheckGroups(groups), train, validation, test, seed);
        return new DataSplit(Select(rows.Train), Select(rows.Validation), Select(rows.Test));
    }

    /// <summary>Divides the rows for a cross-validation: each fold holds back another part of them, about as large as any other.</summary>
    /// <param name="folds">Number of folds, from 2 to the number of rows.</param>
    /// <param name="seed">Decides the division: the same seed gives the same folds.</param>
    /// <param name="stratified">
    /// Keep the proportions of the classes: of each class, the parts held back differ by one row at most. Rows with targets have no classes.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or more than rows.</exception>
    public IReadOnlyList<Fold> Folds(int folds, ulong seed, bool stratified = true) =>
        [.. Partition.Folds(_count, folds, seed, stratified ? _labels : []).Select(ToFold)];

    /// <summary><see cref="Folds"/>, all rows of a group being held back together.</summary>
    /// <typeparam name="TGroup">What tells groups apart, such as a number or a name.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="folds">Number of folds, from 2 to the number of groups.</param>
    /// <param name="seed">Decides the division: the same seed gives the same folds.</param>
    /// <exception cref="ArgumentException">There is not a group a row, or there are fewer groups than folds.</exception>
    public IReadOnlyList<Fold> FoldsByGroup<TGroup>(IReadOnlyList<TGroup> groups, int folds, ulong seed)
        where TGroup : notnull =>
        [.. Partition.FoldsByGroup(CheckGroups(groups), folds, seed).Select(ToFold)];

    /// <summary>
    /// As many rows of every class as of any other, in random order. To be done to the training part alone, after splitting: a copy of a row must not be
    /// among those that judge. Classes without any row stay so.
    /// </summary>
    /// <param name="balancing">Whether rows of rare classes are repeated or rows of frequent ones left out.</param>
    /// <param name="seed">Decides which rows, and their order.</param>
    /// <exception cref="InvalidOperationException">The rows have targets, not labels.</exception>
    public MemoryDataSet Balance(Balancing balancing, ulong seed) => HasLabels
        ? Select(ClassBalance.Draw(_labels, ClassCount, balancing, seed))
        : throw new InvalidOperationException("The data set holds targets, and only classes can be balanced.");

    internal static MemoryDataSet WithLabels(
        ReadOnlyMemory<float> features, int featureCount, int[] labels, int classCount, bool allowNonFinite)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        CheckRows(features, featureCount, labels.Length, nameof(labels));
        CheckFinite(features.Span, featureCount, "feature", allowNonFinite, nameof(features));
        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classCount)
            {
                throw new ArgumentException(
                    $"Row {row}: expected a label from 0 to {classCount - 1}, found {labels[row]}.", nameof(labels));
            }
        }

        return new MemoryDataSet(features, featureCount, 0, null, labels, classCount, [], 0, []);
    }

    internal static MemoryDataSet WithTargets(
        ReadOnlyMemory<float> features, int featureCount, float[] targets, int targetCount, bool allowNonFinite)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetCount, 1);
        if (targets.Length % targetCount != 0)
        {
            throw new ArgumentException($"Expected a multiple of {targetCount} targets, found {targets.Length}.", nameof(targets));
        }

        CheckRows(features, featureCount, targets.Length / targetCount, nameof(targets));
        CheckFinite(features.Span, featureCount, "feature", allowNonFinite, nameof(features));
        CheckFinite(targets, targetCount, "target", allowNonFinite, nameof(targets));
        return new MemoryDataSet(features, featureCount, 0, null, [], 0, targets, targetCount, []);
    }

    /// <summary>Copies the features, the labels or targets, and the weights unless empty, of <paramref name="count"/> consecutive rows.</summary>
    internal void CopyRows(int start, int count, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        if (_rows is null)
        {
            _features.Span.Slice((_firstRow + start) * FeatureCount, count * FeatureCount).CopyTo(features);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                Row(start + i).CopyTo(features[(i * FeatureCount)..]);
            }
        }

        CopyExpected(start, count, labels, targets, weights);
    }

    /// <summary>Says where the features of consecutive rows are stored, and copies the rest of them.</summary>
    internal void CopyPlaces(int start, Span<int> places, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = StoredRow(start + i);
        }

        CopyExpected(start, places.Length, labels, targets, weights);
    }

    private void CopyExpected(int start, int count, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        if (!weights.IsEmpty)
        {
            _weights.AsSpan(start, count).CopyTo(weights);
        }

        if (HasLabels)
        {
            _labels.AsSpan(start, count).CopyTo(labels);
        }
        else
        {
            _targets.AsSpan(start * TargetCount, count * TargetCount).CopyTo(targets);
        }
    }

    private Fold ToFold(RowFold fold) => new(Select(fold.Train), Select(fold.Test));

    private IReadOnlyList<TGroup> CheckGroups<TGroup>(IReadOnlyList<TGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return groups.Count == _count
            ? groups
            : throw new ArgumentException($"Expected a group for each of {_count} rows, found {groups.Count}.", nameof(groups));
    }

    private static void CheckRows(ReadOnlyMemory<float> features, int featureCount, int rows, string name)
    {
        if (features.Length == 0)
        {
            throw new ArgumentException("Expected at least one row, found no features.", nameof(features));
        }

        if (features.Length % featureCount != 0)
        {
            throw new ArgumentException($"Expected a multiple of {featureCount} features, found {features.Length}.", nameof(features));
        }

        if (features.Length / featureCount != rows)
        {
            throw new ArgumentException(
                $"Expected {name} for {features.Length / featureCount} rows, as many as there are rows of features; found {rows}.", name);
        }
    }

    private static void CheckFinite(ReadOnlySpan<float> values, int columns, string kind, bool allowNonFinite, string name)
    {
        for (int i = 0; i < values.Length && !allowNonFinite; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Row {i / columns}, {kind} {i % columns}: expected a finite number, found {values[i]} ") +
                    "(allowNonFinite: true accepts it).",
                    name);
            }
        }
    }

    private int StoredRow(int index)
    {
        CheckIndex(index);
        return _rows is null ? _firstRow + index : _rows[index];
    }

    private void CheckIndex(int index)
    {
        if ((uint)index >= (uint)_count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Expected the index of one of {_count} rows, found {index}.");
        }
    }
}
