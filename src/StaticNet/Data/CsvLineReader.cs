namespace StaticNet;

/// <summary>
/// Reads the lines of a text file as UTF-8 bytes, without allocating: the buffer only grows to the longest line. Lines end with LF or
/// CR LF; empty lines may only stand at the end of the file.
/// </summary>
internal sealed class CsvLineReader : IDisposable
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>A longer line is taken for a file of another kind, rather than read into memory whole.</summary>
    private const int MaximumLength = 1 << 24;

    private readonly string _path;
    private readonly FileStream _file;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private long _emptyLine;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file begins as UTF-16 does.</exception>
    public CsvLineReader(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            Restart();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>Number of the line last read, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Goes back to the first line, behind a byte order mark.</summary>
    public void Restart()
    {
        _file.Position = 0;
        LineNumber = 0;
        _emptyLine = 0;
        _start = 0;
        _end = _file.ReadAtLeast(_buffer, 3, throwOnEndOfStream: false);
        ReadOnlySpan<byte> start = _buffer.AsSpan(0, _end);
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new InvalidDataException($"'{_path}': expected UTF-8 text, found UTF-16.");
        }

        if (start is [0xEF, 0xBB, 0xBF, ..])
        {
            _start = 3;
        }
    }

    /// <summary>Reads the next line, without its end; it stays valid until the next call. False at the end of the file.</summary>
    /// <exception cref="InvalidDataException">There are lines after an empty one, or a line is longer than any table's.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadAny(out line))
        {
            LineNumber++;
            if (line.Contains((byte)0))
            {
                throw new InvalidDataException($"'{_path}', line {LineNumber}: expected UTF-8 text, found a zero byte.");
            }

            if (line is [.., (byte)'\r'])
            {
                line = line[..^1];
            }

            if (line.IsEmpty)
            {
                _emptyLine = _emptyLine == 0 ? LineNumber : _emptyLine;
                continue;
            }

            return _emptyLine == 0
                ? true
                : throw new InvalidDataException($"'{_path}', line {_emptyLine}: expected a row, found an empty line.");
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    private bool TryReadAny(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, searched + length);
                _start += searched + length + 1;
                return true;
            }

            searched = _end - _start;
            if (!ReadMore())
            {
                line = _buffer.AsSpan(_start, searched);
                _start = _end;
                return searched > 0;
            }
        }
    }

    /// <summary>Moves the line begun to the start of the buffer and reads on behind it. False at the end of the file.</summary>
    private bool ReadMore()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            if (_end >= MaximumLength)
            {
                throw new InvalidDataException(
                    $"'{_path}', line {LineNumber + 1}: expected a line of at most {MaximumLength} bytes, found a longer one.");
            }

            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = _file.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
