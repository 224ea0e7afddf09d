using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Page;

/// <summary>Collects the parts of a report and puts the document together.</summary>
internal sealed class PageWriter
{
    private const int ContentsDepth = 2;

    private readonly List<(int Depth, string Title, string Anchor)> _contents = [];
    private readonly HashSet<string> _anchors = ["top"];
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private int _depth;

    /// <summary>The body, as far as it is written.</summary>
    public Markup Markup { get; } = new();

    /// <summary>Whether figures stand so close that there may be little room for each.</summary>
    public bool IsDense { get; set; }

    public void BeginSection(Section section)
    {
        _depth++;
        string anchor = Unique(_anchors, Slug(section.Anchor ?? section.Title, "section"));
        if (_depth <= ContentsDepth)
        {
            _contents.Add((_depth, section.Title, anchor));
        }

        Markup.Begin("section", "id", anchor);
        string heading = $"h{Math.Min(_depth + 1, 6)}";
        Markup.Raw($"<{heading}><a href=\"#{anchor}\">{InlineMarkup.Html(section.Title)}</a></{heading}>\n");
    }

    public void EndSection()
    {
        Markup.End();
        _depth--;
    }

    /// <summary>A figure with its title and, where there are data, their file.</summary>
    /// <param name="kind">Kind of figure, for styles.</param>
    /// <param name="title">The title, or an empty text.</param>
    /// <param name="data">The data to download; null where there are none.</param>
    public void BeginFigure(string kind, string title, Csv? data)
    {
        Markup.Begin("figure", "class", kind);
        if (title.Length > 0 || data is not null)
        {
            Markup.Begin("figcaption");
            Markup.Raw($"<span class=\"title\">{InlineMarkup.Html(title)}</span>\n");
            if (data is not null)
            {
                string name = InlineMarkup.Plain(title);
                string file = Unique(_files, Slug(name, "data")) + ".csv";
                Markup.Element(
                    "a", "CSV", "class", "csv", "download", file, "href", data.Address, "aria-label", $"Download the data of {name} as CSV");
            }

            Markup.End();
        }
    }

    public void EndFigure(string? caption)
    {
        if (caption is not null)
        {
            Markup.Raw($"<p class=\"note\">{InlineMarkup.Html(caption)}</p>\n");
        }

        Markup.End();
    }

    /// <summary>The whole document.</summary>
    public string Document(string title, string? subtitle)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");

        // The browser itself sees to it that nothing is loaded.
        page.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
            .Append("script-src 'unsafe-inline'; img-src data:\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Append("<meta name=\"generator\" content=\"StaticNet.Reports\">\n<link rel=\"icon\" href=\"data:,\">\n");
        page.Append("<title>").Append(Markup.Escape(InlineMarkup.Plain(title))).Append("</title>\n");
        page.Append("<style>\n").Append(Resource.Text("chart.css")).Append(Resource.Text("page.css")).Append("</style>\n</head>\n");
        page.Append(_contents.Count > 1 ? "<body class=\"with-contents\">\n" : "<body>\n");
        page.Append("<header id=\"top\">\n<h1>").Append(InlineMarkup.Html(title)).Append("</h1>\n");
        if (subtitle is not null)
        {
            page.Append("<p class=\"subtitle\">").Append(InlineMarkup.Html(subtitle)).Append("</p>\n");
        }

        page.Append("</header>\n");
        if (_contents.Count > 1)
        {
            AppendContents(page);
        }

        page.Append("<main>\n").Append(Markup).Append("</main>\n");
        page.Append("<script>\n").Append(Resource.Text("hover.js")).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>A text as the end of an address and the name of a file: lower-case letters, digits and hyphens.</summary>
    public static string Slug(string text, string otherwise)
    {
        var slug = new StringBuilder();
        foreach (char character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length >= 60)
            {
                break;
            }
        }

        string name = slug.ToString().Trim('-');
        return name.Length == 0 ? otherwise : name;
    }

    private static string Unique(HashSet<string> taken, string name)
    {
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = $"{name}-{number}";
        }

        return unique;
    }

    private void AppendContents(StringBuilder page)
    {
        page.Append("<nav aria-label=\"Contents\">\n<ul>\n");
        foreach ((int depth, string title, string anchor) in _contents)
        {
            page.Append(depth == 1 ? "<li>" : "<li class=\"inner\">").Append("<a href=\"#").Append(anchor).Append("\">")
                .Append(InlineMarkup.Html(title)).Append("</a></li>\n");
        }

        page.Append("</ul>\n</nav>\n");
    }
}
