using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>The same entries as <see cref="SparseRows"/>, column by column, each column's in the order of the rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SparseColumns
{
    private readonly ref float _ends;
    private readonly ref float _entries;

    /// <summary>Lists that lie, or will lie, in two places.</summary>
    /// <param name="ends">A float for each column.</param>
    /// <param name="rows">The lists of the same matrix by row; <see cref="Floats"/> floats behind them belong to these lists.</param>
    public SparseColumns(ref float ends, SparseRows rows)
    {
        _ends = ref ends;
        _entries = ref rows.Behind;
        Columns = rows.Columns;
    }

    internal int Columns { get; }

    /// <summary>Where each column's list ends; it starts where the one before ends. The last is −1 where the matrix is not listed.</summary>
    internal ref int Ends => ref Unsafe.As<float, int>(ref _ends);

    /// <summary>All entries, each its row and, behind it, the bits of its value: sorting then touches one line for each.</summary>
    internal ref int Entries => ref Unsafe.As<float, int>(ref _entries);

    /// <summary>Whether the matrix is listed.</summary>
    internal bool AreFilled => !Unsafe.IsNullRef(in _ends) && Unsafe.Add(ref Ends, Columns - 1) >= 0;

    /// <summary>Floats that the entries of a matrix occupy.</summary>
    public static int Floats(int rows, int columns) => checked(2 * rows * SparseRows.LimitOf(columns));

    /// <summary>Sorts the entries of <paramref name="rows"/> by columns, if the matrix is listed.</summary>
    /// <param name="rows">The filled lists of the same matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(SparseRows rows)
    {
        ref int next = ref Ends;
        if (!rows.AreFilled)
        {
            Unsafe.Add(ref next, Columns - 1) = -1;
            return;
        }

        ref int columns = ref rows.EntryColumns;
        ref float values = ref rows.EntryValues;
        nuint entries = (uint)rows.End;

        // Counts, then starts, which move on to the ends as the lists fill.
        MemoryMarshal.CreateSpan(ref next, Columns).Clear();
        for (nuint entry = 0; entry < entries; entry++)
        {
            Unsafe.Add(ref next, (nuint)(uint)Unsafe.Add(ref columns, entry))++;
        }

        int sum = 0;
        for (nuint column = 0; column < (nuint)Columns; column++)
        {
            int count = Unsafe.Add(ref next, column);
            Unsafe.Add(ref next, column) = sum;
            sum += count;
        }

        ref int end = ref rows.Starts;
        ref int sorted = ref Entries;
        nuint read = 0;
        int blocks = rows.Blocks;
        for (int block = 0; block < blocks; block++)
        {
            for (uint row = 0; row < (uint)rows.Rows; row++)
            {
                end = ref Unsafe.Add(ref end, 1);
                for (; read < (uint)end; read++)
                {
                    ref int place = ref Unsafe.Add(ref next, (nuint)(uint)Unsafe.Add(ref columns, read));
                    ref int entry = ref Unsafe.Add(ref sorted, 2 * (nuint)(uint)place);
                    place++;
                    entry = (int)row;
                    Unsafe.Add(ref entry, 1) = BitConverter.SingleToInt32Bits(Unsafe.Add(ref values, read));
                }
            }
        }
    }
}
