using System.Diagnostics.CodeAnalysis;

namespace StaticNet;

/// <summary>
/// The content of a safetensors file: named tensors and string metadata. The format is a length of 8 bytes, a JSON header of that
/// length and the values (https://github.com/huggingface/safetensors). Nothing in a file is executed, and a file is checked whole
/// before any of it is returned.
/// </summary>
public sealed class SafetensorsFile
{
    private readonly Dictionary<string, SafetensorsTensor> _byName;

    internal SafetensorsFile(string source, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Source = source;
        Tensors = tensors;
        Metadata = metadata;
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the content comes from, for messages: a path, or what was given to <see cref="Parse"/>.</summary>
    public string Source { get; }

    /// <summary>The tensors in the order of the header.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>The metadata; empty if the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SafetensorsTensor this[string name] =>
        TryGetTensor(name, out SafetensorsTensor? tensor) ? tensor : throw new KeyNotFoundException($"'{Source}' has no tensor '{name}'.");

    /// <summary>Looks a tensor up by its name.</summary>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no valid safetensors file; the message says why.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        using FileStream stream = File.OpenRead(path);
        long length = stream.Length;
        var start = new byte[Math.Min(length, SafetensorsHeader.LengthBytes)];
        stream.ReadExactly(start);
        SafetensorsHeader.CheckLength(path, start, length);
        var bytes = new byte[length];
        start.CopyTo(bytes, 0);
        try
        {
            stream.ReadExactly(bytes, start.Length, bytes.Length - start.Length);
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' became shorter than {length} bytes while it was read.");
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads a file that is in memory already; the tensors refer to its bytes.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InvalidDataException">This is no valid safetensors file; the message says why.</exception>
    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SafetensorsHeader.Parse(bytes, source);
    }

    /// <summary>
    /// Writes a file, by <see cref="AtomicFile"/>: whole or not at all. The bytes depend on the arguments alone: metadata are sorted,
    /// tensors follow each other in the order given, and the header is padded with spaces to a multiple of 8 bytes.
    /// </summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="tensors">The tensors, each of its own name.</param>
    /// <param name="metadata">Names and values.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one has a name the format reserves.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        Write(path, tensors, metadata, SafetensorsHeader.LengthBytes);

    /// <summary>The same, with a header that is padded to another multiple of bytes.</summary>
    internal static void Write(
        string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        byte[] header = SafetensorsHeader.Format(tensors, metadata, alignment);
        AtomicFile.Write(path, stream => Write(stream, header, tensors));
    }

    /// <summary>Writes the bytes of a file to a stream; see the other form.</summary>
    /// <exception cref="ArgumentException">Two tensors have the same name, or one has a name the format reserves.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Write(stream, SafetensorsHeader.Format(tensors, metadata, SafetensorsHeader.LengthBytes), tensors);
    }

    private static void Write(Stream stream, byte[] header, IReadOnlyList<SafetensorsTensor> tensors)
    {
        stream.Write(header);
        foreach (SafetensorsTensor tensor in tensors)
        {
            stream.Write(tensor.Data.Span);
        }
    }
}
