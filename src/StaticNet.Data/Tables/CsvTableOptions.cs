using System.Text;

namespace StaticNet.Data;

/// <summary>How a CSV file is read into a <see cref="Table"/>.</summary>
public sealed record CsvTableOptions
{
    /// <summary>What separates the columns, such as <c>','</c>, <c>';'</c> or <c>'\t'</c>.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first line names the columns; otherwise they are called <c>column 1</c>, <c>column 2</c> and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>How the text is encoded, where it does not begin with a byte order mark: UTF-8 by default.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
