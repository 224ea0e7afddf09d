using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace StaticNet.Data;

/// <summary>Reads a CSV file (RFC 4180, line breaks in fields included) row by row, and checks that it is a table.</summary>
internal sealed class CsvRecordReader : IDisposable
{
    /// <summary>No field of a table is longer: a quotation mark that is never closed is found before the rest of the file is taken for one.</summary>
    private const int LongestField = 1 << 20;

    private readonly string _path;
    private readonly CsvTableOptions _options;
    private readonly StreamReader _text;
    private readonly CsvParser _parser;
    private bool _holdsFirstRow;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, or its first line names no columns.</exception>
    public CsvRecordReader(string path, CsvTableOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Separator is '"' or '\r' or '\n')
        {
            throw new ArgumentException($"Expected a separator that can stand between fields, found '{options.Separator}'.", nameof(options));
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        _path = path;
        _options = options;
        _text = new StreamReader(path, options.Encoding, detectEncodingFromByteOrderMarks: true);
        _parser = new CsvParser(_text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Separator.ToString(),
            MaxFieldSize = LongestField,
            BadDataFound = static found =>
                throw new FormatException($"a field has quotation marks that are not doubled or not closed, {EncodedColumn.Quote(found.Field)}"),
        });
        try
        {
            Names = ReadNames();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Names of the columns.</summary>
    public string[] Names { get; }

    /// <summary>Number of the line in which the row last read ends, from 1.</summary>
    public int Line => _parser.RawRow;

    /// <summary>Reads the next row, a text a column; null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">There is no such row; the message says where and why.</exception>
    public string[]? Read()
    {
        bool more = _holdsFirstRow || Guarded(_parser.Read);
        _holdsFirstRow = false;
        if (!more)
        {
            return null;
        }

        return _parser.Count == Names.Length
            ? Fields()
            : throw new InvalidDataException($"'{_path}', line {Line}: expected {Names.Length} fields, found {_parser.Count}.");
    }

    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    private string[] ReadNames()
    {
        if (!Guarded(_parser.Read))
        {
            throw new InvalidDataException($"'{_path}': expected rows, found an empty file.");
        }

        string[] names = Fields();
        _holdsFirstRow = !_options.HasHeader;
        for (int column = 0; column < names.Length; column++)
        {
            bool named = _options.HasHeader && names[column].Length > 0;
            names[column] = named ? names[column] : string.Create(CultureInfo.InvariantCulture, $"column {column + 1}");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Array.Find(names, name => !seen.Add(name)) is not { } twice
            ? names
            : throw new InvalidDataException($"'{_path}', line 1: expected columns of different names, found {EncodedColumn.Quote(twice)} twice.");
    }

    /// <summary>The texts of the row at hand, without white space around them.</summary>
    private string[] Fields() => Guarded(() => Enumerable.Range(0, _parser.Count).Select(column => _parser[column].Trim()).ToArray());

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException(
                $"'{_path}', after line {Line}: the text is not encoded as {_options.Encoding.WebName}; "
                + $"{nameof(CsvTableOptions)}.{nameof(CsvTableOptions.Encoding)} says how it is.");
        }
        catch (Exception exception) when (exception is FormatException or CsvHelperException)
        {
            string problem = exception is MaxFieldSizeException
                ? $"a field is longer than {LongestField} characters: is a quotation mark not closed?"
                : exception.Message;
            throw new InvalidDataException($"'{_path}', line {Line}: {problem}.", exception);
        }
    }
}
