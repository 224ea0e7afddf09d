using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>
/// Text. An empty line begins a new paragraph, lines that begin with <c>- </c> are a list, <c>**bold**</c> is bold, and what stands between
/// backquotes is code. Nothing else is special.
/// </summary>
public sealed class Paragraph : Block
{
    /// <summary>A block of text.</summary>
    /// <param name="text">The text.</param>
    public Paragraph(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    internal override void Write(PageWriter page)
    {
        foreach (string part in Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            int list = Array.FindIndex(lines, static line => line.StartsWith("- ", StringComparison.Ordinal));
            string[] before = list < 0 ? lines : lines[..list];
            if (before.Length > 0)
            {
                page.Markup.Raw($"<p>{InlineMarkup.Html(string.Join(' ', before))}</p>\n");
            }

            if (list >= 0)
            {
                page.Markup.Begin("ul");
                foreach (string item in Items(lines[list..]))
                {
                    page.Markup.Raw($"<li>{InlineMarkup.Html(item)}</li>\n");
                }

                page.Markup.End();
            }
        }
    }

    private static List<string> Items(string[] lines)
    {
        var items = new List<string>();
        foreach (string line in lines)
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                items.Add(line[2..]);
            }
            else
            {
                items[^1] += ' ' + line;
            }
        }

        return items;
    }
}
