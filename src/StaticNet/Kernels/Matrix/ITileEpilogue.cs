namespace StaticNet.Kernels;

/// <summary>
/// What becomes of the sums of a register tile once they are complete, while they are still in registers: they are stored, put through a
/// function first, or subtracted from what stands there.
/// </summary>
internal interface ITileEpilogue
{
    /// <summary>Takes the sums of one vector to their place; called once for every vector of the result.</summary>
    /// <param name="sums">The finished sums.</param>
    /// <param name="y">The start of the tile's row in the result.</param>
    /// <param name="offset">Where in the row the vector stands.</param>
    void Store<TVector>(TVector sums, ref float y, nuint offset)
        where TVector : struct, IVector<TVector>;

    /// <summary>Has the processor fetch what <see cref="Store"/> will read; the reduction hides the time that takes.</summary>
    /// <param name="y">The tile's first element in the result.</param>
    /// <param name="width">Row stride of the result.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="columns">Columns of the tile.</param>
    void FetchAhead(ref readonly float y, nuint width, int rows, int columns);
}
