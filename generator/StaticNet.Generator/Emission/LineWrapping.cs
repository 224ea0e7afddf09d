namespace StaticNet.Generator.Emission;

/// <summary>
/// Breaks a long statement where a person would: at the arms of a conditional, else at the links of a chain of calls, else between the arguments
/// of its outermost call.
/// </summary>
internal static class LineWrapping
{
    private const string Indentation = "    ";

    /// <summary>The lines of <paramref name="line"/>, none longer than <paramref name="limit"/> where a break can help.</summary>
    public static IEnumerable<string> Wrap(string line, int limit)
    {
        if (line.Length <= limit || line.StartsWith("//", StringComparison.Ordinal))
        {
            return [line];
        }

        int question = TopLevel(line, " ? ");
        int colon = question < 0 ? -1 : TopLevel(line, " : ");
        if (colon > question && question > 0)
        {
            return new[] { line.Substring(0, question), "? " + line.Substring(question + 3, colon - question - 3), ": " + line.Substring(colon + 3) }
                .SelectMany((part, i) => Wrap(part, limit - (i == 0 ? 0 : Indentation.Length)).Select(text => i == 0 ? text : Indentation + text));
        }

        int[] links = [.. Places(line).Where(i => i > 0 && line[i] == '.' && line[i - 1] == ')')];
        if (links.Length > 1)
        {
            return Chain(line, links, limit);
        }

        int end = line.TrimEnd(';', ',').Length - 1;
        int start = Opening(line, end);
        return start < 0 ? [line] : Arguments(line, start, end, limit);
    }

    /// <summary>Calls on what the call before returned, one a line.</summary>
    private static IEnumerable<string> Chain(string line, int[] links, int limit)
    {
        int[] ends = [.. links.Skip(1), line.Length];
        return Wrap(line.Substring(0, links[0]), limit).Concat(links.Zip(ends, (from, to) => line.Substring(from, to - from))
            .SelectMany(call => Wrap(call, limit - Indentation.Length).Select(static part => Indentation + part)));
    }

    private static IEnumerable<string> Arguments(string line, int start, int end, int limit)
    {
        yield return line.Substring(0, start + 1);
        string[] arguments = [.. Split(line.Substring(start + 1, end - start - 1))];
        string current = "";
        for (int i = 0; i < arguments.Length; i++)
        {
            string mark = i < arguments.Length - 1 ? "," : line.Substring(end);
            int length = Indentation.Length + arguments[i].Length + mark.Length;
            if (current.Length > 0 && current.Length + 1 + length > limit)
            {
                yield return Indentation + current;
                current = "";
            }

            if (length > limit)
            {
                string[] parts = [.. Wrap(arguments[i], limit - Indentation.Length - mark.Length)];
                parts[parts.Length - 1] += mark;
                foreach (string part in parts)
                {
                    yield return Indentation + part;
                }
            }
            else
            {
                current += (current.Length > 0 ? " " : "") + arguments[i] + mark;
            }
        }

        if (current.Length > 0)
        {
            yield return Indentation + current;
        }
    }

    /// <summary>Arguments, split at commas outside of brackets and strings.</summary>
    private static IEnumerable<string> Split(string arguments)
    {
        int from = 0;
        foreach (int i in Places(arguments))
        {
            if (arguments[i] == ',')
            {
                yield return arguments.Substring(from, i - from).Trim();
                from = i + 1;
            }
        }

        yield return arguments.Substring(from).Trim();
    }

    private static int TopLevel(string line, string text)
    {
        foreach (int i in Places(line))
        {
            if (string.CompareOrdinal(line, i, text, 0, text.Length) == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The bracket that the one at <paramref name="end"/> closes, or -1.</summary>
    private static int Opening(string line, int end)
    {
        if (line[end] is not (')' or '}'))
        {
            return -1;
        }

        int start = -1;
        foreach (int i in Places(line.Substring(0, end)))
        {
            start = line[i] is '(' or '{' ? i : start;
        }

        return start;
    }

    /// <summary>Positions outside of brackets and strings; those of opening brackets included.</summary>
    private static IEnumerable<int> Places(string text)
    {
        int depth = 0;
        bool isString = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isString && c == '\\')
            {
                i++;
                continue;
            }

            if (c == '"')
            {
                isString = !isString;
            }

            if (isString)
            {
                continue;
            }

            if (c is ')' or ']' or '}')
            {
                depth--;
            }

            if (depth == 0)
            {
                yield return i;
            }

            if (c is '(' or '[' or '{')
            {
                depth++;
            }
        }
    }
}
