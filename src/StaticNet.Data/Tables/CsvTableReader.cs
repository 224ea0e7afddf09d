using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace StaticNet.Data;

/// <summary>Reads a CSV file (RFC 4180, line breaks in fields included) into a table.</summary>
internal static class CsvTableReader
{
    /// <summary>No field of a table is longer: a quotation mark that is never closed is found before the rest of the file is taken for one.</summary>
    private const int LongestField = 1 << 20;

    private const int LongestQuotation = 40;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no table; the message says where and why.</exception>
    public static Table Read(string path, CsvTableOptions options)
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

        using var text = new StreamReader(path, options.Encoding, detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = options.Separator.ToString(),
            MaxFieldSize = LongestField,
            BadDataFound = static found => throw new FormatException($"a field has quotation marks that are not doubled or not closed, {Quote(found.Field)}"),
        });
        try
        {
            return Read(path, parser, options.HasHeader);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException(
                $"'{path}', after line {parser.RawRow}: the text is not encoded as {options.Encoding.WebName}; "
                + $"{nameof(CsvTableOptions)}.{nameof(CsvTableOptions.Encoding)} says how it is.");
        }
        catch (Exception exception) when (exception is FormatException or CsvHelperException)
        {
            string problem = exception is MaxFieldSizeException
                ? $"a field is longer than {LongestField} characters: is a quotation mark not closed?"
                : exception.Message;
            throw new InvalidDataException($"'{path}', line {parser.RawRow}: {problem}.", exception);
        }
    }

    private static Table Read(string path, CsvParser parser, bool hasHeader)
    {
        if (!parser.Read())
        {
            throw new InvalidDataException($"'{path}': expected rows, found an empty file.");
        }

        string[] names = [.. Enumerable.Range(0, parser.Count).Select(column => NameOf(hasHeader ? parser[column] : "", column))];
        CheckNames(path, names);
        List<string>[] columns = [.. names.Select(static _ => new List<string>())];
        var lines = new List<int>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (bool more = !hasHeader || parser.Read(); more; more = parser.Read())
        {
            if (parser.Count != names.Length)
            {
                throw new InvalidDataException($"'{path}', line {parser.RawRow}: expected {names.Length} fields, found {parser.Count}.");
            }

            for (int column = 0; column < names.Length; column++)
            {
                // Texts that come again, as categories do, are kept once.
                string field = parser[column].Trim();
                columns[column].Add(texts.TryGetValue(field, out string? known) ? known : texts[field] = field);
            }

            lines.Add(parser.RawRow);
        }

        return lines.Count > 0
            ? new Table(path, names, [.. columns.Select(static column => column.ToArray())], "line", [.. lines])
            : throw new InvalidDataException($"'{path}': expected rows after the header, found none.");
    }

    private static string NameOf(string header, int column) =>
        string.IsNullOrWhiteSpace(header) ? string.Create(CultureInfo.InvariantCulture, $"column {column + 1}") : header.Trim();

    private static void CheckNames(string path, string[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                throw new InvalidDataException($"'{path}', line 1: expected columns of different names, found {Quote(name)} twice.");
            }
        }
    }

    private static string Quote(string text) => text.Length > LongestQuotation ? $"'{text[..LongestQuotation]}...'" : $"'{text}'";
}
