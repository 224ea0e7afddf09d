using System.Globalization;
using System.Text.RegularExpressions;
using StaticNet.Reports.Page;

namespace StaticNet.Reports.Tests;

public sealed class ReportTests
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror='alert(1)'>\"&";

    [Fact]
    public void The_same_content_gives_the_same_file() => Assert.Equal(Demo.Report().ToHtml(), Demo.Report().ToHtml());

    [Fact]
    public void Culture_changes_nothing()
    {
        string expected = Demo.Report().ToHtml();
        CultureInfo before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.PercentSymbol = "pc";
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(expected, Demo.Report().ToHtml());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Names_cannot_leave_their_place()
    {
        var report = new Report(Hostile) { Subtitle = Hostile };
        report.Add(Hostile);
        report.Add(new Section(Hostile)
        {
            new LineChart(Hostile) { X = Hostile, Y = Hostile, Caption = Hostile, Description = Hostile }.Add(Hostile, [1, 2]),
            new ScatterChart(Hostile) { X = Hostile }.Add(Hostile, [1], [2]),
            new BarChart(Hostile, [Hostile]).Add(Hostile, [1]),
            new Histogram(Hostile).Add(Hostile, [1, 2]),
            new HeatMap(Hostile, new double[,] { { 1 } }, [Hostile], [Hostile]) { RowTitle = Hostile, ColumnTitle = Hostile, Value = Hostile },
            new ContourChart(Hostile, [0, 1], [0, 1], new double[,] { { 1, 2 }, { 3, 4 } }) { Value = Hostile }.AddPath(Hostile, [0], [1]),
            new ImageGrid(Hostile, [new GridImage([1], 1, 1, Hostile)]),
            new ConfusionMatrix(Hostile, new[,] { { 1 } }, [Hostile]),
            new FlowDiagram(Hostile, [new FlowStep(Hostile, Hostile, Hostile)]),
            new RidgeChart(Hostile).Add(Hostile, [1, 2]),
            new Table(Hostile) { Title = Hostile, Caption = Hostile }.Add(Hostile),
        });
        string html = report.ToHtml();
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(html, "<script"), Regex.Count(html, "</script>"));
    }

    [Fact]
    public void Every_picture_is_well_formed()
    {
        foreach (Match svg in Regex.Matches(Demo.Report().ToHtml(), "<svg.*?</svg>", RegexOptions.Singleline))
        {
            _ = System.Xml.Linq.XElement.Parse(svg.Value);
            Assert.DoesNotContain("NaN", Regex.Replace(svg.Value, "<title>.*?</title>", ""), StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", svg.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sections_have_anchors_of_their_own_and_are_listed()
    {
        var report = new Report("r");
        report.Add(new Section("Same, same!") { new Section("Same same") { new Section("Too deep") } });
        report.Add(new Section("ÄÖ"));
        string html = report.ToHtml();
        Assert.Contains("<section id=\"same-same\">", html, StringComparison.Ordinal);
        Assert.Contains("<section id=\"same-same-2\">", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#same-same-2\">Same same</a>", html, StringComparison.Ordinal);
        Assert.Contains("<section id=\"section\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<li class=\"inner\"><a href=\"#too-deep\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_there_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("report.html", "before");
        var broken = new Report("broken");
        broken.Add(new LineChart("t") { Y = new Axis { Minimum = 2, Maximum = 1 } });
        ArgumentException exception = Assert.Throws<ArgumentException>(() => broken.Save(path));
        Assert.Equal("The Y axis begins at 2 and ends at 1; expected an end above its beginning.", exception.Message);
        Assert.Equal("before", File.ReadAllText(path));
        var report = new Report("whole");
        report.Save(path);
        Assert.Equal(report.ToHtml(), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Throws<DirectoryNotFoundException>(() => report.Save(folder.File("missing/report.html")));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("**bold** and `code`", "<strong>bold</strong> and <code>code</code>")]
    [InlineData("**bold with `code`**", "<strong>bold with <code>code</code></strong>")]
    [InlineData("`a ** b`", "<code>a ** b</code>")]
    [InlineData("2 ** 3, and ` alone", "2 ** 3, and ` alone")]
    [InlineData("a < b & c", "a &lt; b &amp; c")]
    [InlineData("``", "``")]
    public void Text_may_be_bold_or_code(string text, string html) => Assert.Equal(html, InlineMarkup.Html(text));

    [Fact]
    public void Text_has_paragraphs_and_lists()
    {
        var report = new Report("r");
        report.Add("one\nstill one\n\nbefore:\n- first\n  goes on\n- second");
        Assert.Contains(
            "<p>one still one</p>\n<p>before:</p>\n<ul>\n<li>first goes on</li>\n<li>second</li>\n</ul>\n", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_in_tables_stand_right()
    {
        var report = new Report("r");
        report.Add(new Table("name", new TableColumn("value", "0.00"), "steps", "note")
            .Add("a", 0.125, 48000, "x").Add("b", "diverged", null, -1.5).Add("c", double.NaN, 2L, null));
        string html = report.ToHtml();
        Assert.Contains("<td class=\"number\">0.13</td>\n<td class=\"number\">48,000</td>\n<td class=\"number\">x</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">diverged</td>\n<td class=\"number\"></td>\n<td class=\"number\">−1.5</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>c</td>\n<td class=\"number\">–</td>", html, StringComparison.Ordinal);
    }
}
