using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A weight a row, or one for as many consecutive rows as there are for each: the rows of a sample.</summary>
internal readonly ref struct RowWeights : IRowWeights
{
    private readonly ReadOnlySpan<float> _weights;
    private readonly int _rowsPerWeight;

    /// <param name="weights">The weights, at least one.</param>
    /// <param name="rows">Number of rows, a multiple of the number of weights.</param>
    public RowWeights(ReadOnlySpan<float> weights, int rows)
    {
        _weights = weights;
        _rowsPerWeight = rows / weights.Length;
    }

    /// <inheritdoc/>
    public static bool AreEqual => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int row) => _weights[row / _rowsPerWeight];
}
