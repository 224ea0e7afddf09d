namespace StaticNet;

/// <summary>An array in a file: what its header says, checked against the file's length. The first dimension counts rows.</summary>
/// <param name="Path">The file.</param>
/// <param name="Element">How a number is stored.</param>
/// <param name="Lengths">The dimensions, at least one, each at least 1.</param>
/// <param name="Offset">Where the numbers begin, in bytes.</param>
internal sealed record StoredArray(string Path, ElementType Element, int[] Lengths, long Offset)
{
    /// <summary>Rows.</summary>
    public int Rows => Lengths[0];

    /// <summary>Numbers of a row.</summary>
    public int RowLength { get; } = (int)Lengths.Skip(1).Aggregate(1L, static (product, length) => product * length);

    /// <summary>Bytes of a row.</summary>
    public long RowBytes => (long)RowLength * Element.Size;

    /// <summary>Checks that rows fit into memory one by one, and that the file holds all of them and nothing more.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static StoredArray Create(string path, ElementType element, ReadOnlySpan<long> lengths, long offset, long fileLength)
    {
        string shape = string.Join(" x ", lengths.ToArray());
        if (lengths.IsEmpty)
        {
            throw Invalid(path, "expected an array of rows, found a single number");
        }

        decimal perRow = element.Size;
        foreach (long length in lengths[1..])
        {
            perRow *= Math.Min(length, int.MaxValue);
            perRow = Math.Min(perRow, long.MaxValue);
        }

        if (lengths.IndexOfAnyInRange(long.MinValue, 0) >= 0 || lengths[0] > Array.MaxLength || perRow > Array.MaxLength)
        {
            throw Invalid(
                path, $"expected dimensions of 1 at least, {Array.MaxLength} rows and {Array.MaxLength} bytes a row at most, found {shape} of {element}");
        }

        decimal size = perRow * lengths[0];
        return size == fileLength - offset
            ? new StoredArray(path, element, [.. lengths.ToArray().Select(static length => (int)length)], offset)
            : throw Invalid(path, $"expected {size} bytes after the header for {shape} of {element}, found {fileLength - offset}");
    }

    public static InvalidDataException Invalid(string path, string problem) => new($"'{path}': {problem}.");
}
