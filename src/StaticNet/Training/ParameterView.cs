using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A window on one parameter, gradient or statistic of a network, in logical row-major order. The storage itself is panels and is never
/// handed out.
/// </summary>
public sealed class ParameterView
{
    private readonly Arena _arena;
    private readonly TensorLayout _layout;

    internal ParameterView(Arena arena, TensorLayout layout)
    {
        _arena = arena;
        _layout = layout;
    }

    /// <summary>Name, such as <c>dense1.kernel</c>.</summary>
    public string Name => _layout.Name;

    /// <summary>Logical shape.</summary>
    public ReadOnlySpan<int> Shape => _layout.Shape;

    /// <summary>Number of values.</summary>
    public int Count => _layout.Count;

    /// <summary>What it is to its layer.</summary>
    public TensorRole Role => _layout.Role;

    /// <summary>The value at logical position <paramref name="index"/>, counted row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative or not below <see cref="Count"/>.</exception>
    public float this[int index]
    {
        get => _arena.Span[CheckedOffset(index)];
        set => _arena.Span[CheckedOffset(index)] = value;
    }

    /// <summary>The value at a row and a column of a matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The position lies outside the shape.</exception>
    public float this[int row, int column]
    {
        get => this[RowMajor(row, column)];
        set => this[RowMajor(row, column)] = value;
    }

    /// <summary>Copies all values, row by row.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> does not hold exactly <see cref="Count"/> values.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckLength(destination.Length, nameof(destination));
        Span<float> values = _arena.Span;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = values[_layout.OffsetOf(i)];
        }
    }

    /// <summary>Overwrites all values, row by row.</summary>
    /// <exception cref="ArgumentException"><paramref name="source"/> does not hold exactly <see cref="Count"/> values.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckLength(source.Length, nameof(source));
        Span<float> values = _arena.Span;
        for (int i = 0; i < source.Length; i++)
        {
            values[_layout.OffsetOf(i)] = source[i];
        }
    }

    /// <summary>All values, row by row, in a new array.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    private int CheckedOffset(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"{Name} holds {Count} values.");
        }

        return _layout.OffsetOf(index);
    }

    private int RowMajor(int row, int column)
    {
        if ((uint)row >= (uint)_layout.Rows || (uint)column >= (uint)_layout.Columns)
        {
            throw new ArgumentOutOfRangeException(
                nameof(row), $"{Name} has shape [{string.Join(", ", _layout.Shape)}]; [{row}, {column}] lies outside.");
        }

        return (row * _layout.Columns) + column;
    }

    private void CheckLength(int length, string argument)
    {
        if (length != Count)
        {
            throw new ArgumentException($"{Name} holds {Count} values; the span holds {length}.", argument);
        }
    }
}
