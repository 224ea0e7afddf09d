using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Page;

/// <summary>Bold text and code within a line.</summary>
internal static class InlineMarkup
{
    /// <summary>The line as HTML. A mark without a second of its kind is text.</summary>
    public static string Html(string line)
    {
        var html = new StringBuilder();
        int at = 0;
        while (at < line.Length)
        {
            int code = line.IndexOf('`', at);
            int bold = line.IndexOf("**", at, StringComparison.Ordinal);
            bool isCode = code >= 0 && (bold < 0 || code < bold);
            int start = isCode ? code : bold;
            if (start < 0)
            {
                break;
            }

            string mark = isCode ? "`" : "**";
            int inside = start + mark.Length;
            int end = line.IndexOf(mark, inside, StringComparison.Ordinal);
            if (end <= inside)
            {
                html.Append(Markup.Escape(line[at..inside]));
            }
            else
            {
                string text = line[inside..end];
                html.Append(Markup.Escape(line[at..start]));
                html.Append(isCode ? $"<code>{Markup.Escape(text)}</code>" : $"<strong>{Html(text)}</strong>");
            }

            at = end <= inside ? inside : end + mark.Length;
        }

        return html.Append(Markup.Escape(line[at..])).ToString();
    }

    /// <summary>The line without its marks.</summary>
    public static string Plain(string line) => line.Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
}
