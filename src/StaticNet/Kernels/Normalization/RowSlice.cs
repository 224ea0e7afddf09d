namespace StaticNet.Kernels;

/// <summary>Some neighbouring rows of a matrix in panels.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Total">Rows of the matrix; 0 where the slice is all of it.</param>
internal readonly record struct RowSlice(int First, int Total);
