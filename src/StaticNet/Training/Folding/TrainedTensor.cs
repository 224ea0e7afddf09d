using System.ComponentModel;

namespace StaticNet;

/// <summary>A matrix, or a vector as one row, in logical row-major order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TrainedTensor
{
    private readonly ReadOnlyMemory<float> _values;

    /// <summary>A tensor over values that are used where they are.</summary>
    /// <param name="rows">Rows; 1 for a vector.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="values">The values, <c>[rows, columns]</c>, row-major.</param>
    public TrainedTensor(int rows, int columns, ReadOnlyMemory<float> values)
    {
        Rows = rows;
        Columns = columns;
        _values = values;
    }

    /// <summary>Rows; 1 for a vector.</summary>
    public int Rows { get; }

    /// <summary>Columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<float> Values => _values.Span;

    /// <summary>All values in double precision.</summary>
    internal double[] Widened()
    {
        ReadOnlySpan<float> values = Values;
        var widened = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            widened[i] = values[i];
        }

        return widened;
    }
}
