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
}
