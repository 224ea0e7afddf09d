using System.Text;

namespace StaticNet.Generator.Emission;

/// <summary>Lines of code at the right indentation, ended by <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    private const int LongestLine = 140;

    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        foreach (string part in LineWrapping.Wrap(line, LongestLine - (_depth * 4)))
        {
            _text.Append(' ', part.Length == 0 ? 0 : _depth * 4).Append(part).Append('\n');
        }
    }

    public void Lines(string lines)
    {
        foreach (string line in lines.Replace("\r\n", "\n").Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>An opening brace under <paramref name="header"/>; disposing closes it.</summary>
    public Block Braces(string header, string end = "")
    {
        Line(header);
        Line("{");
        _depth++;
        return new Block(this, end);
    }

    public override string ToString() => _text.ToString();

    public readonly struct Block(CodeWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line("}" + end);
        }
    }
}
