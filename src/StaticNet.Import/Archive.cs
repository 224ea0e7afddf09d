using System.IO.Compression;

namespace StaticNet.Importing;

/// <summary>A zip archive in memory, whose entries are read whole and never become larger than deflate can make them.</summary>
internal sealed class Archive
{
    /// <summary>Deflate never expands more than that.</summary>
    private const long LargestExpansion = 1032;

    private readonly byte[] _bytes;
    private readonly string _source;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private long _budget;

    /// <exception cref="InvalidDataException">This is no zip archive, or a damaged one.</exception>
    public Archive(byte[] bytes, string source)
    {
        (_bytes, _source) = (bytes, source);
        _budget = (1 << 16) + (LargestExpansion * bytes.Length);
        Guarded("its directory", () =>
        {
            var zip = new ZipArchive(new MemoryStream(_bytes, writable: false), ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                if (!_entries.TryAdd(entry.FullName, entry))
                {
                    throw Invalid($"it has the entry '{entry.FullName}' twice");
                }
            }

            return true;
        });
    }

    /// <summary>Names of all entries, in the archive's order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Whether a file begins as archives do.</summary>
    public static bool HasSignature(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>An entry's content.</summary>
    /// <exception cref="InvalidDataException">There is none of that name, or it is damaged.</exception>
    public byte[] Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw Invalid($"expected an entry '{name}', found {string.Join(", ", _entries.Keys.Take(8).Select(static key => $"'{key}'"))}");
        }

        return Guarded($"'{name}'", () =>
        {
            long largest = 64 + (LargestExpansion * entry.CompressedLength);
            if (entry.Length > largest || entry.Length > Array.MaxLength || entry.CompressedLength > _bytes.Length || (_budget -= entry.Length) < 0)
            {
                throw Invalid($"entry '{name}' claims {entry.Length} bytes, which {entry.CompressedLength} cannot hold");
            }

            byte[] content = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(content);
            return stream.ReadByte() < 0 ? content : throw Invalid($"entry '{name}' is longer than the {entry.Length} bytes it claims");
        });
    }

    private T Guarded<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (
            exception is IOException or NotSupportedException or ArgumentException or OverflowException or InvalidOperationException
            || (exception is InvalidDataException && !exception.Message.StartsWith($"'{_source}'", StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"'{_source}' is not a valid archive: {what} cannot be read ({exception.Message})", exception);
        }
    }

    private InvalidDataException Invalid(string problem) => new($"'{_source}' is not a valid archive: {problem}.");
}
