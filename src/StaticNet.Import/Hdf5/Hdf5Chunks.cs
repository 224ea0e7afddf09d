namespace StaticNet.Importing.Hdf5;

/// <summary>Puts the blocks of a data set together.</summary>
internal static class Hdf5Chunks
{
    /// <summary>All elements, row-major.</summary>
    public static byte[] Assemble(Hdf5Content content, Hdf5ChunkIndex index, Hdf5Values values, Hdf5Filters filters)
    {
        int[] shape = values.Shape;
        IReadOnlyList<Hdf5Chunk> chunks = index.Chunks;
        long expected = index.Count;
        if (chunks.Count != expected || chunks.Select(static chunk => string.Join(',', chunk.Start)).Distinct().Count() != expected)
        {
            throw content.Unsupported($"'{values.Path}' having {chunks.Count} of its {expected} blocks, or blocks twice: some were never written");
        }

        int chunkBytes = (int)index.ChunkBytes;
        long bytes = (long)values.Count * values.Type.Size;
        content.CountData(bytes);
        byte[] all = bytes <= Array.MaxLength ? new byte[bytes] : throw content.Unsupported($"'{values.Path}' having {bytes} bytes");
        foreach (Hdf5Chunk chunk in chunks)
        {
            ReadOnlySpan<byte> stored = content.Slice(chunk.Address, chunk.Length, $"a block of '{values.Path}'").Span;
            content.CountData(chunkBytes);
            ReadOnlySpan<byte> block = filters.Decode(content, stored, chunkBytes, chunk.SkippedFilters, values.Path);
            Copy(block, all, chunk.Start, index.ChunkShape, shape, values.Type.Size);
        }

        return all;
    }

    /// <summary>Copies the part of a block that lies within the shape, a run of the last axis at a time.</summary>
    private static void Copy(ReadOnlySpan<byte> block, Span<byte> all, int[] start, int[] chunk, int[] shape, int size)
    {
        int last = shape.Length - 1;
        int run = Math.Min(chunk[last], shape[last] - start[last]) * size;
        int[] position = new int[shape.Length];
        for (int axis = last; axis >= 0;)
        {
            (long from, long to) = (0, 0);
            for (int i = 0; i <= last; i++)
            {
                from = (from * chunk[i]) + position[i];
                to = (to * shape[i]) + start[i] + position[i];
            }

            block.Slice((int)(from * size), run).CopyTo(all.Slice((int)(to * size), run));
            for (axis = last - 1; axis >= 0; axis--)
            {
                if (++position[axis] < Math.Min(chunk[axis], shape[axis] - start[axis]))
                {
                    break;
                }

                position[axis] = 0;
            }
        }
    }
}
