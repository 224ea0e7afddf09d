namespace StaticNet.Importing.PyTorch;

/// <summary>A window on a storage.</summary>
/// <param name="Storage">The values.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Strides">Elements from one index to the next, an axis each.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, int[] Shape, long[] Strides)
{
    private const int MaximumRank = 16;

    /// <summary>Elements.</summary>
    public long Count => Shape.Aggregate(1L, static (product, axis) => product * axis);

    /// <summary>Of <c>(storage, offset, shape, strides, requires_grad, hooks)</c>.</summary>
    /// <exception cref="InvalidDataException">The window is not within the storage, or larger than it.</exception>
    public static PickleTensor Of(object?[] arguments, string source)
    {
        if (arguments is not [PickleStorage storage, long offset, object?[] sizes, object?[] steps, ..]
            || sizes.Length != steps.Length || sizes.Length > MaximumRank)
        {
            throw Invalid("expected a storage, an offset, a shape and strides");
        }

        long count = 1;
        Int128 last = offset;
        var (shape, strides) = (new int[sizes.Length], new long[sizes.Length]);
        for (int axis = 0; axis < shape.Length; axis++)
        {
            (shape[axis], strides[axis]) = (sizes[axis], steps[axis]) is (long and >= 0 and <= int.MaxValue and var size, long and >= 0 and var step)
                ? ((int)size, step)
                : throw Invalid("its shape or its strides are no whole numbers of 0 or more");
            count = Math.Min(count * shape[axis], int.MaxValue);
            last += (Int128)strides[axis] * Math.Max(0, shape[axis] - 1);
        }

        // A storage is never smaller than a tensor in it, unless one value stands for many, which no weights do.
        return offset >= 0 && count <= storage.Count && (count == 0 || last < storage.Count)
            ? new PickleTensor(storage, offset, shape, strides)
            : throw Invalid($"a shape of {count} elements from {offset} on reaches beyond the {storage.Count} of its storage");

        InvalidDataException Invalid(string problem) => new($"'{source}' holds a damaged tensor: {problem}.");
    }
}
