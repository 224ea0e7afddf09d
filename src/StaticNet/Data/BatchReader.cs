namespace StaticNet;

/// <summary>
/// Reads the rows of a <see cref="DataSet"/>, some at a time, in one order. A reader serves one thread, and any number of passes:
/// <see cref="Restart"/> begins the next one.
/// </summary>
public abstract class BatchReader : IDisposable
{
    /// <summary>Reads the next rows.</summary>
    /// <param name="maximumRows">How many rows are wanted, at least 1.</param>
    /// <param name="features">Receives the rows, row-major <c>[rows, FeatureCount]</c>; has room for all rows wanted.</param>
    /// <param name="labels">Receives a label a row, each in <c>[0, ClassCount)</c>; empty if the data set holds targets.</param>
    /// <param name="targets">Receives the targets, row-major <c>[rows, TargetCount]</c>; empty if the data set holds labels.</param>
    /// <returns>
    /// The number of rows read: <paramref name="maximumRows"/>, except that the last batch of a pass may be smaller; 0 when the pass
    /// is over.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumRows"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A span is too short, or one that has to be empty is not.</exception>
    /// <exception cref="InvalidDataException">The data come from a file and cannot be read; the message says where and why.</exception>
    public abstract int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets);

    /// <summary><see cref="Read"/>, and the weights of the rows: 1 unless a derived class says otherwise.</summary>
    /// <param name="maximumRows">How many rows are wanted, at least 1.</param>
    /// <param name="features">Receives the rows, row-major <c>[rows, FeatureCount]</c>.</param>
    /// <param name="labels">Receives a label a row, or is empty.</param>
    /// <param name="targets">Receives the targets, row-major <c>[rows, TargetCount]</c>, or is empty.</param>
    /// <param name="weights">Receives a weight a row, each a finite number of at least 0; has room for all rows wanted.</param>
    /// <returns>The number of rows read, as <see cref="Read"/> counts them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumRows"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A span is too short, or one that has to be empty is not.</exception>
    /// <exception cref="InvalidDataException">The data come from a file and cannot be read; the message says where and why.</exception>
    public virtual int ReadWeighted(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        CheckLength(weights.Length, maximumRows, 1, nameof(weights));
        int rows = Read(maximumRows, features, labels, targets);
        weights[..rows].Fill(1);
        return rows;
    }

    /// <summary><see cref="Read"/>, but for features that stay where they are: see <see cref="DataSet.StoredFeatures"/>.</summary>
    /// <param name="maximumRows">How many rows are wanted, at least 1.</param>
    /// <param name="places">Receives, for each row, its number among the stored ones.</param>
    /// <param name="labels">Receives a label a row, or is empty.</param>
    /// <param name="targets">Receives the targets, or is empty.</param>
    /// <param name="weights">Receives a weight a row, or is empty.</param>
    internal virtual int ReadPlaces(int maximumRows, Span<int> places, Span<int> labels, Span<float> targets, Span<float> weights) =>
        throw new NotSupportedException("The data set stores no features.");

    /// <summary>Begins a new pass, from the first row of the given order.</summary>
    public abstract void Restart(BatchOrder order);

    /// <summary>Closes what the reader holds open. Readers of data in memory hold nothing.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the reader holds open.</summary>
    /// <param name="disposing">Always true unless a finalizer of a derived class calls.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Checks the arguments of <see cref="Read"/> against what the data set holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumRows"/> is below 1.</exception>
    /// <exception cref="ArgumentException">A span is too short, or one that has to be empty is not.</exception>
    protected static void CheckArguments(
        DataSet data, int maximumRows, ReadOnlySpan<float> features, ReadOnlySpan<int> labels, ReadOnlySpan<float> targets)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRows, 1);
        CheckLength(features.Length, maximumRows, data.FeatureCount, nameof(features));
        CheckLength(labels.Length, maximumRows, data.HasLabels ? 1 : 0, nameof(labels));
        CheckLength(targets.Length, maximumRows, data.TargetCount, nameof(targets));
    }

    /// <summary>Checks the weights of <see cref="ReadWeighted"/> likewise.</summary>
    /// <exception cref="ArgumentException">The span is too short, or has to be empty and is not.</exception>
    private protected static void CheckWeights(DataSet data, int maximumRows, ReadOnlySpan<float> weights) =>
        CheckLength(weights.Length, maximumRows, data.HasWeights ? 1 : 0, nameof(weights));

    private static void CheckLength(int length, int rows, int perRow, string name)
    {
        if (perRow == 0 && length != 0)
        {
            throw new ArgumentException($"Expected an empty span, since the data set holds no {name}; found a length of {length}.", name);
        }

        if (length < (long)rows * perRow)
        {
            throw new ArgumentException(
                $"Expected a length of at least {(long)rows * perRow} ({rows} rows of {perRow}), found {length}.", name);
        }
    }
}
