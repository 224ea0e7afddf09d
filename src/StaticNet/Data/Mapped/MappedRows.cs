using System.IO.MemoryMappedFiles;

namespace StaticNet;

/// <summary>
/// Reads rows of an array in a file that is mapped into memory: the operating system brings in what is read, and drops it when it needs room.
/// </summary>
internal sealed class MappedRows : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly StoredArray _array;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte[] _block;

    /// <exception cref="InvalidDataException">The file is no longer what it was when its header was read.</exception>
    public MappedRows(StoredArray array)
    {
        _array = array;
        StoredBytes = array.Offset + (array.Rows * array.RowBytes);
        FileStream stream = ArrayFile.Open(array.Path);
        try
        {
            if (stream.Length != StoredBytes)
            {
                throw StoredArray.Invalid(array.Path, $"expected a file of {StoredBytes} bytes, as when it was opened, found {stream.Length}");
            }

            _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        _view = _file.CreateViewAccessor(0, StoredBytes, MemoryMappedFileAccess.Read);
        _block = new byte[Math.Min(array.RowBytes, BlockBytes)];
    }

    private long StoredBytes { get; }

    /// <summary>Reads a row as floats.</summary>
    public void Read(int row, Span<float> values)
    {
        int size = _array.Element.Size;
        long position = _array.Offset + (row * _array.RowBytes);
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(values.Length - done, _block.Length / size);
            Span<byte> bytes = _block.AsSpan(0, count * size);
            _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + position), bytes);
            _array.Element.ToSingles(bytes, values.Slice(done, count));
            position += bytes.Length;
            done += count;
        }
    }

    /// <summary>Reads the label of a row.</summary>
    /// <exception cref="InvalidDataException">It is out of range.</exception>
    public int ReadLabel(int row, int classCount)
    {
        Span<byte> bytes = _block.AsSpan(0, _array.Element.Size);
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(_view.PointerOffset + _array.Offset + (row * _array.RowBytes)), bytes);
        int label = _array.Element.ToLabel(bytes);
        return (uint)label < (uint)classCount
            ? label
            : throw StoredArray.Invalid(_array.Path, $"row {row}: expected a label from 0 to {classCount - 1}, found {(label < 0 ? "another number" : label)}");
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
