namespace StaticNet.Importing.Hdf5;

/// <summary>A stored block of a data set.</summary>
/// <param name="Start">Its first element, an index an axis.</param>
/// <param name="Address">Where it is in the file.</param>
/// <param name="Length">Bytes in the file.</param>
/// <param name="SkippedFilters">A bit for each filter that was not applied to it.</param>
internal readonly record struct Hdf5Chunk(int[] Start, long Address, long Length, long SkippedFilters);
