using System.Globalization;

namespace StaticNet;

/// <summary>What the dictionary in the header of a NumPy file says.</summary>
/// <param name="Description">Byte order, kind and size of a number, such as <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">Whether the first index changes fastest.</param>
/// <param name="Shape">The dimensions; none for a single number.</param>
internal sealed record NpyDictionary(string Description, bool FortranOrder, long[] Shape)
{
    private const int MostDimensions = 32;

    /// <exception cref="InvalidDataException">The text is no such dictionary.</exception>
    public static NpyDictionary Parse(string path, string text) => new Reader(path, text).Read();

    /// <summary>Reads just the literals that occur there: a string, True or False, a tuple of integers.</summary>
    private sealed class Reader(string path, string text)
    {
        private const int LongestQuotation = 60;

        private int _position;

        public NpyDictionary Read()
        {
            (string? description, bool? fortranOrder, long[]? shape) = (null, null, null);
            Expect('{');
            while (!Accept('}'))
            {
                string key = ReadString();
                Expect(':');
                switch (key)
                {
                    case "descr" when description is null:
                        description = ReadString();
                        break;
                    case "fortran_order" when fortranOrder is null:
                        fortranOrder = ReadTruth();
                        break;
                    case "shape" when shape is null:
                        shape = ReadTuple();
                        break;
                    default:
                        throw Invalid("each of 'descr', 'fortran_order' and 'shape' once");
                }

                if (!Accept(','))
                {
                    Expect('}');
                    break;
                }
            }

            return text.AsSpan(_position).Trim().IsEmpty && description is not null && fortranOrder is { } order && shape is not null
                ? new NpyDictionary(description, order, shape)
                : throw Invalid("'descr', 'fortran_order' and 'shape', and nothing more");
        }

        private string ReadString()
        {
            SkipSpace();
            char quote = _position < text.Length ? text[_position] : ' ';
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _position + 1) : -1;
            if (end < 0)
            {
                throw Invalid("a string in quotation marks (structured arrays cannot be read)");
            }

            string value = text[(_position + 1)..end];
            _position = end + 1;
            return value;
        }

        private bool ReadTruth()
        {
            SkipSpace();
            bool value = text.AsSpan(_position).StartsWith("True", StringComparison.Ordinal);
            if (!value && !text.AsSpan(_position).StartsWith("False", StringComparison.Ordinal))
            {
                throw Invalid("True or False");
            }

            _position += value ? "True".Length : "False".Length;
            return value;
        }

        private long[] ReadTuple()
        {
            var values = new List<long>();
            Expect('(');
            while (!Accept(')'))
            {
                values.Add(ReadInteger());
                if (!Accept(','))
                {
                    Expect(')');
                    break;
                }
            }

            return values.Count <= MostDimensions ? [.. values] : throw Invalid($"at most {MostDimensions} dimensions");
        }

        private long ReadInteger()
        {
            SkipSpace();
            int end = _position;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (!long.TryParse(text.AsSpan(_position, end - _position), NumberStyles.None, CultureInfo.InvariantCulture, out long value))
            {
                throw Invalid("a length");
            }

            // Python 2 wrote 3L.
            _position = end < text.Length && text[end] == 'L' ? end + 1 : end;
            return value;
        }

        private void Expect(char character)
        {
            if (!Accept(character))
            {
                throw Invalid($"'{character}'");
            }
        }

        private bool Accept(char character)
        {
            SkipSpace();
            bool accepted = _position < text.Length && text[_position] == character;
            _position += accepted ? 1 : 0;
            return accepted;
        }

        private void SkipSpace()
        {
            while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            {
                _position++;
            }
        }

        private InvalidDataException Invalid(string expected)
        {
            string rest = text[Math.Min(_position, text.Length)..].Trim();
            return StoredArray.Invalid(
                path, $"in its header, expected {expected}, found '{(rest.Length > LongestQuotation ? rest[..LongestQuotation] + "..." : rest)}'");
        }
    }
}
