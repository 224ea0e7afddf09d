using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Sparse;

/// <summary>A matrix with many zeros, its panels, and its lists.</summary>
internal sealed class SparseMatrix
{
    private readonly float[] _panels;
    private readonly float[] _lists;
    private readonly float[] _ends;

    public SparseMatrix(float[] values, int rows, int columns)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        _panels = Panels.Poisoned(values, rows, columns);
        _lists = Unwritten(SparseRows.Floats(rows, columns) + SparseColumns.Floats(rows, columns));
        _ends = Unwritten(columns);
    }

    public float[] Values { get; }

    public int Rows { get; }

    public int Columns { get; }

    public SparseRows RowLists => new(ref _lists[0], Rows, Columns);

    public SparseColumns ColumnLists => new(ref _ends[0], RowLists);

    /// <summary>Values of which a share is not zero, in [-1, 1).</summary>
    public static SparseMatrix Draw(int rows, int columns, double density, int seed)
    {
        var random = new Random(seed);
        float[] values = Panels.Random(rows * columns, seed + 1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble() < density ? values[i] : random.Next(10) == 0 ? -0f : 0f;
        }

        return new SparseMatrix(values, rows, columns);
    }

    public MatrixView View(bool inPanels) =>
        inPanels ? MatrixView.Panels(in _panels[0], Rows, Columns) : MatrixView.RowMajor(in Values[0], Rows, Columns);

    /// <summary>Lists the matrix by rows and by columns; fails if memory beyond the lists is touched.</summary>
    public void Fill<TVector>(bool inPanels)
        where TVector : struct, IVector<TVector>
    {
        _lists.AsSpan(0, _lists.Length - 1).Fill(float.NaN);
        MatrixView view = View(inPanels);
        RowLists.Fill<TVector>(in view);
        Assert.True(SparseColumns.Floats(Rows, Columns) == 0 || float.IsNaN(RowLists.Behind));
        ColumnLists.Fill(RowLists);
        Assert.Equal(Guard, _ends[^1]);
        Assert.Equal(Guard, _lists[^1]);
    }

    private const float Guard = 1234.5f;

    private static float[] Unwritten(int length)
    {
        float[] memory = new float[length + 1];
        Array.Fill(memory, float.NaN);
        memory[^1] = Guard;
        return memory;
    }
}
