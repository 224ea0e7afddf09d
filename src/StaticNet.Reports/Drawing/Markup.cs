using System.Text;

namespace StaticNet.Reports.Drawing;

/// <summary>Writes elements of SVG and HTML, everything in them escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>An element to which others are added until <see cref="End"/>; attributes are names and values in turn.</summary>
    public void Begin(string name, params ReadOnlySpan<string> attributes)
    {
        Tag(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
    }

    /// <summary>Ends the element begun last.</summary>
    public void End() => _text.Append("</").Append(_open.Pop()).Append(">\n");

    /// <summary>An element of SVG without content.</summary>
    public void Empty(string name, params ReadOnlySpan<string> attributes)
    {
        Tag(name, attributes);
        _text.Append("/>\n");
    }

    /// <summary>An element of SVG with a tooltip, or without one.</summary>
    public void Titled(string name, string? title, params ReadOnlySpan<string> attributes)
    {
        Tag(name, attributes);
        if (title is null)
        {
            _text.Append("/>\n");
        }
        else
        {
            _text.Append("><title>").Append(Escape(title)).Append("</title></").Append(name).Append(">\n");
        }
    }

    /// <summary>An element with text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<string> attributes)
    {
        Tag(name, attributes);
        _text.Append('>').Append(Escape(text)).Append("</").Append(name).Append(">\n");
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) => Empty(
        "line", "class", style, "x1", Invariant.Coordinate(x1), "y1", Invariant.Coordinate(y1), "x2", Invariant.Coordinate(x2), "y2", Invariant.Coordinate(y2));

    /// <summary>A text that starts, ends or has its middle at <paramref name="x"/>.</summary>
    public void Label(double x, double y, string text, string style, Anchor anchor = Anchor.Start) => Element(
        "text", text, "class", anchor switch { Anchor.Middle => $"{style} middle", Anchor.End => $"{style} end", _ => style },
        "x", Invariant.Coordinate(x), "y", Invariant.Coordinate(y));

    /// <summary>Markup that is escaped already.</summary>
    public void Raw(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    /// <summary>The text as it may stand in an element and in an attribute. Characters that no document may hold are left out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (char.IsSurrogate(character))
            {
                if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    escaped.Append(character).Append(text[++i]);
                }
                else
                {
                    escaped.Append('\uFFFD');
                }

                continue;
            }

            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\t' or '\n' => escaped.Append(character),
                < ' ' or '\u007F' or '\uFFFE' or '\uFFFF' => escaped,
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    private void Tag(string name, ReadOnlySpan<string> attributes)
    {
        _text.Append('<').Append(name);
        for (int i = 0; i < attributes.Length; i += 2)
        {
            _text.Append(' ').Append(attributes[i]).Append("=\"").Append(Escape(attributes[i + 1])).Append('"');
        }
    }
}

/// <summary>Which part of a text stands at its position.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}
