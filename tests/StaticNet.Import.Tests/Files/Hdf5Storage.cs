namespace StaticNet.Importing.Tests.Files;

/// <summary>How a data set is stored.</summary>
internal enum Hdf5Storage
{
    Contiguous,
    Compact,
    ChunkTree,
    SingleChunk,
    Implicit,
    FixedArray,
}
