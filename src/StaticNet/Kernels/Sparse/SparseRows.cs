using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// The values of a matrix that are not zero, row by row, with their columns: what products read instead of the matrix where they are few. A matrix of
/// which more than two fifths are not zero is not listed, and its products are dense.
/// </summary>
/// <remarks>
/// Columns are taken in blocks, so that the rows of W which a block meets stay in the first-level cache while all rows of x go by. The lists
/// follow each other: those of all rows in the first block, then in the second. In memory come the starts of the lists, <c>[block][row]</c>,
/// and the end of the last one, or −1 where nothing is listed; then the columns of all entries, then their values.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SparseRows
{
    /// <summary>Columns of a block: 128 rows of a panel of W are 16 KB.</summary>
    private const int BlockColumns = 128;

    /// <summary>Rows from which on a block is met often enough to be worth its own lists.</summary>
    private const int BlockedRows = 32;

    private readonly ref float _origin;

    /// <summary>Lists that lie, or will lie, at <paramref name="origin"/>.</summary>
    /// <param name="origin"><see cref="Floats"/> floats; or a null reference for a matrix without lists.</param>
    /// <param name="rows">Rows of the matrix, 1 or more.</param>
    /// <param name="columns">Columns of the matrix, 1 or more.</param>
    public SparseRows(ref float origin, int rows, int columns)
    {
        _origin = ref origin;
        Rows = rows;
        Columns = columns;
    }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Blocks of columns.</summary>
    internal int Blocks => Rows < BlockedRows ? 1 : BlocksOf(Columns);

    /// <summary>Where each list starts, <c>[block][row]</c>, and where the last one ends.</summary>
    internal ref int Starts => ref Unsafe.As<float, int>(ref _origin);

    /// <summary>The columns of all entries.</summary>
    internal ref int EntryColumns => ref Unsafe.As<float, int>(ref Unsafe.Add(ref _origin, (nuint)(BlocksOf(Columns) + 1) * (nuint)Rows));

    /// <summary>The values of all entries.</summary>
    internal ref float EntryValues =>
        ref Unsafe.Add(ref _origin, ((nuint)(BlocksOf(Columns) + 1 + LimitOf(Columns)) * (nuint)Rows) + NonZeros.Slack);

    /// <summary>What follows the lists in memory.</summary>
    internal ref float Behind => ref Unsafe.Add(ref _origin, Floats(Rows, Columns));

    /// <summary>Whether the matrix is listed.</summary>
    internal bool AreFilled => !Unsafe.IsNullRef(in _origin) && End >= 0;

    /// <summary>How many entries there are; −1 if the matrix is not listed.</summary>
    internal ref int End => ref Unsafe.Add(ref Starts, (nuint)Blocks * (nuint)Rows);

    /// <summary>Floats that the lists of a matrix occupy.</summary>
    public static int Floats(int rows, int columns) => checked((rows * (BlocksOf(columns) + 1 + (2 * LimitOf(columns)))) + (2 * NonZeros.Slack));

    /// <summary>Entries a row, on average over the matrix, up to which it is listed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int LimitOf(int columns) => (int)(columns * 2L / 5);

    /// <summary>Lists <paramref name="x"/>, all its rows, unless too many of its values are not zero.</summary>
    /// <param name="x">A matrix of as many rows and columns as the lists; its padding is never read.</param>
    public void Fill(MatrixView x) => VectorWidth.Run(new FillBody(this, x));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Fill<TVector>(in MatrixView x)
        where TVector : struct, IVector<TVector>
    {
        ref int start = ref Starts;
        ref int columns = ref EntryColumns;
        ref float values = ref EntryValues;
        int blockColumns = Blocks == 1 ? Columns : BlockColumns;
        nuint limit = (nuint)LimitOf(Columns) * (nuint)Rows;
        nuint entries = 0;
        for (int first = 0; first < Columns; first += blockColumns)
        {
            int end = Math.Min(first + blockColumns, Columns);
            for (int row = 0; row < Rows; row++)
            {
                start = (int)entries;
                start = ref Unsafe.Add(ref start, 1);
                for (int column = first; column < end; column += Panel.Width)
                {
                    int length = Math.Min(Panel.Width, end - column);
                    entries = NonZeros.Append<TVector>(in x.Run(row, column), length, column, ref columns, ref values, entries);
                    if (entries > limit)
                    {
                        End = -1;
                        return;
                    }
                }
            }
        }

        start = (int)entries;
    }

    private static int BlocksOf(int columns) => (columns + BlockColumns - 1) / BlockColumns;

    private readonly ref struct FillBody(SparseRows lists, MatrixView x) : IVectorBody
    {
        private readonly SparseRows _lists = lists;
        private readonly MatrixView _x = x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            _lists.Fill<TVector>(in _x);
    }
}
