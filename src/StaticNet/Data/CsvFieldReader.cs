using System.Text;

namespace StaticNet;

/// <summary>
/// Reads the fields of one line of CSV (RFC 4180): a field that begins with a quotation mark ends with one, and may hold separators and
/// doubled quotation marks, but no line break.
/// </summary>
internal ref struct CsvFieldReader(ReadOnlySpan<byte> line, byte separator)
{
    private ReadOnlySpan<byte> _rest = line;
    private bool _done;

    /// <summary>The field last read, without the quotation marks around it; those doubled inside are still so.</summary>
    public ReadOnlySpan<byte> Field { get; private set; }

    /// <summary>Whether the field last read had quotation marks that are not closed, or text after them.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next field; false at the end of the line.</summary>
    public bool Read()
    {
        if (_done)
        {
            return false;
        }

        bool quoted = _rest is [(byte)'"', ..];
        int quotedLength = quoted ? QuotedLength(_rest) : 0;
        int length = _rest[quotedLength..].IndexOf(separator);
        length = length < 0 ? _rest.Length : quotedLength + length;
        IsMalformed = quoted && (quotedLength == 0 || quotedLength != length);
        Field = quoted && !IsMalformed ? _rest[1..(length - 1)] : _rest[..length];
        _done = length == _rest.Length;
        _rest = _done ? [] : _rest[(length + 1)..];
        return true;
    }

    /// <summary>The text of a field, doubled quotation marks halved.</summary>
    public static string Text(ReadOnlySpan<byte> field) =>
        Encoding.UTF8.GetString(field).Replace("\"\"", "\"", StringComparison.Ordinal);

    /// <summary>Length of the field up to its closing quotation mark; 0 if it has none.</summary>
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        int position = 1;
        while (true)
        {
            int quote = text[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return 0;
            }

            position += quote + 1;
            if (position == text.Length || text[position] != '"')
            {
                return position;
            }

            position++;
        }
    }
}
