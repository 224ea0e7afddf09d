using System.Globalization;
using System.Text;

namespace StaticNet.Reports.Drawing;

/// <summary>A table as comma-separated values (RFC 4180), numbers in full.</summary>
internal sealed class Csv
{
    private static readonly char[] _special = [',', '"', '\r', '\n'];

    private readonly StringBuilder _text = new();
    private int _fields;

    public Csv(params ReadOnlySpan<string> header)
    {
        foreach (string title in header)
        {
            Field(title);
        }

        EndRow();
    }

    /// <summary>The table as an address that holds it.</summary>
    public string Address => "data:text/csv;charset=utf-8," + Encoded(_text.ToString());

    public Csv Field(string text)
    {
        Separate();
        bool isQuoted = text.IndexOfAny(_special) >= 0 || text.Length != text.AsSpan().Trim().Length;
        _text.Append(isQuoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
        return this;
    }

    public Csv Field(double value)
    {
        Separate();
        _text.Append(Invariant.RoundTrip(value));
        return this;
    }

    public Csv Field(long value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        _text.Append("\r\n");
        _fields = 0;
    }

    public override string ToString() => _text.ToString();

    private void Separate()
    {
        if (_fields++ > 0)
        {
            _text.Append(',');
        }
    }

    // Uri.EscapeDataString would triple commas and much else that may stand as it is.
    private static string Encoded(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || ",.-+_;:/()*=!".Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
        }

        return encoded.ToString();
    }
}
