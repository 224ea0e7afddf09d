using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// A matrix <c>[rows, columns]</c> that is read a value at a time, whichever way it is stored: the left operand of a product. Its columns
/// fall into segments of a panel's width, inside which the elements of a row are a fixed step apart. Segments are as short where they could
/// be longer, since the processor foresees the end of a loop of so many turns, but not of one of hundreds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct MatrixView
{
    private readonly ref readonly float _origin;
    private readonly int _columns;
    private readonly int _advance;
    private readonly int _stride;
    private readonly int _lastStride;
    private readonly int _step;
    private readonly SparseRows _rowLists;
    private readonly SparseColumns _columnLists;

    private MatrixView(ref readonly float origin, int rows, int columns, int advance, int stride, int lastStride, int step)
    {
        _origin = ref origin;
        Rows = rows;
        _columns = columns;
        _advance = advance;
        _stride = stride;
        _lastStride = lastStride;
        _step = step;
        Segments = Panel.Count(columns);
    }

    /// <summary>Rows of the matrix.</summary>
    internal int Rows { get; }

    /// <summary>Number of segments.</summary>
    internal int Segments { get; }

    /// <summary>Distance between neighbours in a row, inside a segment.</summary>
    internal nuint Step => (nuint)_step;

    /// <summary>Distance between the first elements of segments.</summary>
    internal nuint Advance => (nuint)_advance;

    /// <summary>A row-major matrix: element <c>[r, c]</c> at <c>r·columns + c</c>.</summary>
    public static MatrixView RowMajor(ref readonly float origin, int rows, int columns) =>
        new(in origin, rows, columns, Panel.Width, columns, columns, 1);

    /// <summary>All panels of a matrix in column panels (see <see cref="Panel"/>); its padding is never read.</summary>
    public static MatrixView Panels(ref readonly float origin, int rows, int columns) =>
        new(in origin, rows, columns, rows * Panel.Width, Panel.Width, Panel.WidthOf(Panel.Count(columns) - 1, columns), 1);

    private MatrixView(MatrixView matrix, SparseRows rowLists, SparseColumns columnLists)
    {
        this = matrix;
        _rowLists = rowLists;
        _columnLists = columnLists;
    }

    /// <summary>The values that are not zero by row, or lists that are not filled.</summary>
    [UnscopedRef]
    internal ref readonly SparseRows RowLists => ref _rowLists;

    /// <summary>The values that are not zero by column, or lists that are not filled.</summary>
    [UnscopedRef]
    internal ref readonly SparseColumns ColumnLists => ref _columnLists;

    /// <summary>The same matrix, of which products read what <paramref name="lists"/> hold, if they are filled.</summary>
    public MatrixView With(SparseRows lists) => new(this, lists, _columnLists);

    /// <summary>The same matrix, of which transposed products read what <paramref name="lists"/> hold, if they are filled.</summary>
    public MatrixView With(SparseColumns lists) => new(this, _rowLists, lists);

    /// <summary>Columns of segment <paramref name="segment"/>.</summary>
    internal int SegmentColumns(int segment) => Math.Min(Panel.Width, _columns - (segment * Panel.Width));

    /// <summary>Distance between the rows of segment <paramref name="segment"/>.</summary>
    internal nuint SegmentStride(int segment) => (nuint)(segment < Segments - 1 ? _stride : _lastStride);

    /// <summary>First element of segment <paramref name="segment"/>.</summary>
    internal ref float SegmentOrigin(int segment) =>
        ref Unsafe.Add(ref Unsafe.AsRef(in _origin), (nuint)segment * (nuint)_advance);

    /// <summary>Row <paramref name="row"/> from <paramref name="column"/> on, to the end of the segment; not of a transposed view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float Run(int row, int column)
    {
        int segment = (int)((uint)column / Panel.Width);
        nuint offset = ((nuint)row * SegmentStride(segment)) + (nuint)(column - (segment * Panel.Width));
        return ref Unsafe.Add(ref SegmentOrigin(segment), offset);
    }

    /// <summary>Row <paramref name="row"/> of segment <paramref name="segment"/>, whose step is 1.</summary>
    internal ReadOnlySpan<float> SegmentRow(int segment, int row) =>
        MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.Add(ref SegmentOrigin(segment), (nuint)row * SegmentStride(segment)), SegmentColumns(segment));

    /// <summary>
    /// The transpose <c>[columns of the segment, rows]</c> of the first <paramref name="rows"/> rows of segment <paramref name="segment"/>.
    /// </summary>
    internal MatrixView TransposedSegment(int segment, int rows)
    {
        int stride = (int)SegmentStride(segment);
        return new(in SegmentOrigin(segment), SegmentColumns(segment), rows, Panel.Width * stride, 1, 1, stride);
    }
}
