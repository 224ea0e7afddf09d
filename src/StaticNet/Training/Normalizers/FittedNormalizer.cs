namespace StaticNet;

/// <summary>
/// A normaliser with what it has learned: takes rows there and back, in double precision. It holds the very numbers that the network holds, so that
/// both agree to the last digits of single precision. Immutable and thread-safe.
/// </summary>
public abstract class FittedNormalizer
{
    private protected FittedNormalizer(int inputs, int outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>Columns of a row.</summary>
    public int Inputs { get; }

    /// <summary>Columns of a normalised row; fewer than <see cref="Inputs"/> where whitening keeps fewer components.</summary>
    public int Outputs { get; }

    /// <summary>Normalises rows. NaN gives NaN.</summary>
    /// <param name="values">Rows of <see cref="Inputs"/> values.</param>
    /// <param name="normalized">As many rows of <see cref="Outputs"/> values, overwritten; may be <paramref name="values"/> where rows are as long.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same number of whole rows.</exception>
    public void Normalize(ReadOnlySpan<float> values, Span<float> normalized) =>
        EachRow(values, Inputs, normalized, Outputs, Apply, nameof(normalized));

    /// <summary>
    /// The inverse of <see cref="Normalize"/>, such as from what a network predicts to the unit of the targets it was trained for. Where whitening has
    /// dropped components, the row that has none of them.
    /// </summary>
    /// <param name="normalized">Rows of <see cref="Outputs"/> values.</param>
    /// <param name="values">As many rows of <see cref="Inputs"/> values, overwritten; may be <paramref name="normalized"/> where rows are as long.</param>
    /// <exception cref="ArgumentException">The spans do not hold the same number of whole rows.</exception>
    public void Denormalize(ReadOnlySpan<float> normalized, Span<float> values) =>
        EachRow(normalized, Outputs, values, Inputs, Invert, nameof(values));

    /// <summary>Normalises one row.</summary>
    internal abstract void Apply(ReadOnlySpan<double> values, Span<double> normalized);

    /// <summary>Takes one row back.</summary>
    internal abstract void Invert(ReadOnlySpan<double> normalized, Span<double> values);

    /// <summary>Gives a network what it holds of it.</summary>
    internal abstract void Write(ParameterCollection statistics, string name);

    private static void EachRow(ReadOnlySpan<float> from, int fromColumns, Span<float> to, int toColumns, RowFunction function, string argument)
    {
        int rows = from.Length / fromColumns;
        if (from.Length % fromColumns != 0 || to.Length != (long)rows * toColumns)
        {
            throw new ArgumentException(
                $"Rows of {fromColumns} values become rows of {toColumns}; the spans hold {from.Length} values and {to.Length}.", argument);
        }

        var source = new double[fromColumns];
        var target = new double[toColumns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < fromColumns; column++)
            {
                source[column] = from[(row * fromColumns) + column];
            }

            function(source, target);
            for (int column = 0; column < toColumns; column++)
            {
                to[(row * toColumns) + column] = (float)target[column];
            }
        }
    }

    private delegate void RowFunction(ReadOnlySpan<double> from, Span<double> to);
}
