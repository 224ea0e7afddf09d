namespace StaticNet.Data;

/// <summary>Reads a CSV file into a table.</summary>
internal static class CsvTableReader
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no table; the message says where and why.</exception>
    public static Table Read(string path, CsvTableOptions options)
    {
        using var records = new CsvRecordReader(path, options);
        List<string>[] columns = [.. records.Names.Select(static _ => new List<string>())];
        var lines = new List<int>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (records.Read() is { } fields)
        {
            for (int column = 0; column < fields.Length; column++)
            {
                // Texts that come again, as categories do, are kept once.
                string field = fields[column];
                columns[column].Add(texts.TryGetValue(field, out string? known) ? known : texts[field] = field);
            }

            lines.Add(records.Line);
        }

        return lines.Count > 0
            ? new Table(path, records.Names, [.. columns.Select(static column => column.ToArray())], "line", [.. lines])
            : throw new InvalidDataException($"'{path}': expected rows after the header, found none.");
    }
}
