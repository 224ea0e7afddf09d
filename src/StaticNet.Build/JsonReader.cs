using System.Globalization;
using System.Text;

namespace StaticNet.Build;

/// <summary>
/// The JSON of a header: objects, strings, and arrays of integers of 0 and more. There is no JSON reader in .NET Standard 2.0, and a task had better
/// bring no assemblies.
/// </summary>
internal sealed class JsonReader(string text)
{
    private int _position;

    /// <summary>Reads an object; <paramref name="readValue"/> reads the value behind each name.</summary>
    public void ReadObject(Action<string> readValue)
    {
        Expect('{');
        if (Skip('}'))
        {
            return;
        }

        do
        {
            string name = ReadString();
            Expect(':');
            readValue(name);
        }
        while (Skip(','));
        Expect('}');
    }

    public List<long> ReadNumbers()
    {
        var numbers = new List<long>();
        Expect('[');
        if (Skip(']'))
        {
            return numbers;
        }

        do
        {
            numbers.Add(ReadNumber());
        }
        while (Skip(','));
        Expect(']');
        return numbers;
    }

    public string ReadString()
    {
        Expect('"');
        var value = new StringBuilder();
        while (true)
        {
            char c = Next();
            if (c == '"')
            {
                return value.ToString();
            }

            if (c < ' ')
            {
                throw Unexpected("a character of a string");
            }

            value.Append(c == '\\' ? Escaped() : c);
        }
    }

    /// <summary>After the last value only white space may follow.</summary>
    public void ReadEnd()
    {
        SkipSpace();
        if (_position < text.Length)
        {
            throw Unexpected("the end");
        }
    }

    private long ReadNumber()
    {
        SkipSpace();
        int start = _position;
        while (_position < text.Length && text[_position] is >= '0' and <= '9')
        {
            _position++;
        }

        string digits = text.Substring(start, _position - start);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Unexpected("an integer from 0 to 2^63 − 1");
    }

    private char Escaped()
    {
        char c = Next();
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= text.Length
                && ushort.TryParse(text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                throw Unexpected("an escape");
        }
    }

    private void Expect(char expected)
    {
        if (!Skip(expected))
        {
            throw Unexpected($"'{expected}'");
        }
    }

    private bool Skip(char expected)
    {
        SkipSpace();
        bool isThere = _position < text.Length && text[_position] == expected;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private char Next() => _position < text.Length ? text[_position++] : throw Unexpected("more");

    private InvalidDataException Unexpected(string expected) => new(
        $"the header is not the JSON expected: {expected} at character {_position.ToString(CultureInfo.InvariantCulture)}");
}
