using System.Text;
using Microsoft.Playwright;

namespace StaticNet.Reports.Tests.Browser;

public sealed class BrowserTests(DemoFile demo, Chromium chromium) : IClassFixture<DemoFile>, IClassFixture<Chromium>
{
    /// <summary>Names a folder that pictures of the report are kept in, to be looked at.</summary>
    private const string ScreenshotsVariable = "STATICNET_SCREENSHOTS";

    // Everything that is wrong with what is drawn. Chromium reports rectangles as they are painted.
    private const string FindFaults = """
        () => {
          const faults = [];
          const say = (svg, text) => faults.push(svg.closest('figure').innerText.split('\n')[0] + ': ' + text);
          const shown = [...document.querySelectorAll('figure svg')].filter(svg => getComputedStyle(svg).display !== 'none');
          for (const svg of shown) {
            const frame = svg.getBoundingClientRect();
            if (frame.width < 100 || frame.height < 30) say(svg, 'is ' + frame.width + ' x ' + frame.height);
            const marks = [...svg.querySelectorAll('.marks path, .marks rect, .marks image, .marks line')];
            if (marks.length === 0 && !svg.textContent.includes('no data')) say(svg, 'has no marks');
            for (const mark of [...marks, ...svg.querySelectorAll('text')]) {
              const box = mark.getBoundingClientRect();
              if (box.left < frame.left - 3 || box.right > frame.right + 3 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)
                say(svg, 'out of frame: ' + mark.outerHTML.slice(0, 120));
            }
            const texts = [...svg.querySelectorAll('text')].filter(text => !text.closest('.slanted'))
              .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
            texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
              const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
              const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
              if (wide > 0.5 && high > 2) say(svg, "'" + a.text + "' overlaps '" + b.text + "'");
            }));
            const slanted = [...svg.querySelectorAll('.slanted text')].map(text => Number(text.getAttribute('x')));
            slanted.forEach((x, i) => { if (i > 0 && x - slanted[i - 1] < 18.5) say(svg, 'slanted names are ' + (x - slanted[i - 1]) + ' apart'); });
          }
          if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window: ' + document.documentElement.scrollWidth);
          return faults;
        }
        """;

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(720, false)]
    [InlineData(400, false)]
    public async Task Every_chart_is_drawn(int width, bool isDark)
    {
        await using OpenPage report = await OpenDemo(width, isDark);
        int figures = await report.Page.Locator("figure.chart").CountAsync();
        if (Environment.GetEnvironmentVariable(ScreenshotsVariable) is { Length: > 0 } folder)
        {
            await Keep(report.Page, folder, $"{width}{(isDark ? "-dark" : "")}");
        }

        Assert.Empty(await report.Page.EvaluateAsync<string[]>(FindFaults));
        Assert.True(figures > 10);
        Assert.Equal(figures, await report.Page.Locator("figure.chart:has(svg:visible)").CountAsync());
    }

    [Fact]
    public async Task Nothing_is_loaded_and_nothing_complained_about()
    {
        await using OpenPage report = await OpenDemo();
        foreach (ILocator chart in await report.Page.Locator("figure.chart svg:visible").AllAsync())
        {
            await chart.HoverAsync();
        }

        Assert.All(report.Requests, static request => Assert.Matches("^(file|data):", request));
        Assert.Single(report.Requests, static request => request.StartsWith("file://", StringComparison.Ordinal));
        Assert.Empty(report.Messages);
    }

    [Fact]
    public async Task Pointing_at_a_line_shows_the_values_of_all_at_that_place()
    {
        await using OpenPage report = await OpenDemo();
        ILocator chart = Shown(report.Page, "Accuracy over epochs");
        await PointAt(chart, 4.9, 0.96);
        Assert.Equal(
            [
                "epoch 5", "with BatchNorm, training", "96.9 %", "with BatchNorm, validation", "96.4 %", "without, training", "95.1 %",
                "without, validation", "94.8 %",
            ],
            Lines(await Tip(report.Page)));
        Assert.Equal(4, await chart.Locator(".hover .spot").CountAsync());
        await report.Page.Mouse.MoveAsync(2, 2);
        Assert.False(await report.Page.Locator(".tip").IsVisibleAsync());
    }

    [Theory]
    [InlineData("Steps to 95 %", 0.1, 300, "learning rate 0.1;with BatchNorm;238.864;without;902.137")]
    [InlineData("One unit's input, 15th, 50th and 85th percentile", 0, 0, "step 0;without;0 (−1 to 1.2);with BatchNorm;0 (−1 to 1)")]
    [InlineData("Loss around the solution", 0.001, 0.002, "first direction 0, second direction 0;loss 0.55")]
    [InlineData("Correlations of 48 by 64 units", 0.5, 11.5, "unit 11, unit before 0;1")]
    public async Task Pointing_at_a_chart_shows_its_value(string title, double x, double y, string text)
    {
        await using OpenPage report = await OpenDemo();
        await PointAt(Shown(report.Page, title), x, y);
        Assert.Equal(text.Split(';'), Lines(await Tip(report.Page)));
    }

    [Theory]
    [InlineData("Test accuracy", "rect.bar >> nth=1", "learning rate 1, published, without: 0.0892")]
    [InlineData("Accuracy over learning rate and batch size", ".cells rect >> nth=0", "batch size 2, learning rate 0.001: 0.86")]
    [InlineData("Digits taken for digits", ".cells rect >> nth=3", "0 taken for 3: 0 of 963 (0 %)")]
    [InlineData("A residual network", "rect.node >> nth=2", "dense1: Dense 40\n40 · 800 parameters")]
    [InlineData("Rings of made-up digits", "image >> nth=1", "1 taken for 4\n0 to 1")]
    public async Task Pointing_at_a_mark_shows_what_it_is(string title, string mark, string text)
    {
        await using OpenPage report = await OpenDemo();
        await Shown(report.Page, title).Locator(mark).HoverAsync(new LocatorHoverOptions { Force = true });
        Assert.Equal(text, await Tip(report.Page));
    }

    [Fact]
    public async Task Arrow_keys_go_through_the_values()
    {
        await using OpenPage report = await OpenDemo();
        ILocator chart = Shown(report.Page, "Accuracy over epochs");
        await chart.FocusAsync();
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("epoch 2", Lines(await Tip(report.Page))[0]);
        await report.Page.Keyboard.PressAsync("End");
        Assert.Equal("epoch 10", Lines(await Tip(report.Page))[0]);
        await report.Page.Keyboard.PressAsync("Escape");
        Assert.False(await report.Page.Locator(".tip").IsVisibleAsync());
        ILocator cells = Shown(report.Page, "Accuracy over learning rate and batch size");
        await cells.FocusAsync();
        await report.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("batch size 2, learning rate 0.001: 0.86", await Tip(report.Page));
    }

    [Fact]
    public async Task Without_the_script_marks_still_carry_their_values()
    {
        await using OpenPage report = await OpenDemo(hasScript: false);
        ILocator chart = Shown(report.Page, "Accuracy over epochs");
        ILocator title = chart.Locator("g.series >> nth=1").Locator("path.mark title >> nth=4");
        Assert.Equal("with BatchNorm, validation: 96.4 % at epoch 5", await title.TextContentAsync());
        Assert.Equal("img", await chart.GetAttributeAsync("role"));
        Assert.StartsWith("Accuracy over epochs. Line chart. epoch from 1 to 10;", await chart.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
    }

    // The contrast that W3C, WCAG 2.1 asks for: 4.5 for text and 3 for marks.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Colours_follow_light_and_dark_and_are_told_from_the_paper(bool isDark)
    {
        const string Contrasts = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const light = color => {
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const style = getComputedStyle(document.documentElement);
              const paper = light(style.getPropertyValue('--paper'));
              return ['--ink', '--soft', ...[0, 1, 2, 3, 4, 5, 6, 7].map(i => '--s' + i)].map(name => {
                const color = light(style.getPropertyValue(name));
                return (Math.max(color, paper) + 0.05) / (Math.min(color, paper) + 0.05);
              });
            }
            """;
        await using OpenPage report = await OpenDemo(isDark: isDark);
        Assert.Equal(isDark ? "rgb(20, 24, 29)" : "rgb(255, 255, 255)", await Style(report.Page.Locator("body"), "background-color"));
        ILocator line = Shown(report.Page, "Accuracy over epochs").Locator("g.series path.line >> nth=0");
        Assert.Equal(isDark ? "rgb(86, 180, 233)" : "rgb(0, 114, 178)", await Style(line, "stroke"));
        double[] contrasts = await report.Page.EvaluateAsync<double[]>(Contrasts);
        Assert.All(contrasts[..2], static contrast => Assert.True(contrast >= 4.5, $"{contrast}"));
        Assert.All(contrasts[2..], static contrast => Assert.True(contrast >= 3, $"{contrast}"));
    }

    [Fact]
    public async Task Print_is_dark_on_white_and_without_buttons()
    {
        // As wide as a sheet of A4 between its margins.
        await using OpenPage report = await OpenDemo(width: 672, isDark: true);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        if (Environment.GetEnvironmentVariable(ScreenshotsVariable) is { Length: > 0 } folder)
        {
            await Keep(report.Page, folder, "print");
        }

        Assert.Equal("rgb(255, 255, 255)", await Style(report.Page.Locator("body"), "background-color"));
        Assert.Equal("rgb(0, 0, 0)", await Style(report.Page.Locator("body"), "color"));
        Assert.Equal(0, await report.Page.Locator(".csv:visible, nav:visible").CountAsync());
    }

    [Fact]
    public async Task Data_are_downloaded_as_they_are()
    {
        await using OpenPage report = await OpenDemo();
        (string, string)[] files =
        [
            ("Accuracy over epochs", Demo.Curves().ToCsv()), ("Published and measured", Demo.Runs().ToCsv()), ("100,000 steps", Demo.Noise().ToCsv()),
        ];
        foreach ((string title, string csv) in files)
        {
            ILocator link = report.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"Download the data of {title} as CSV" });
            IDownload download = await report.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
            Assert.Equal(csv, await File.ReadAllTextAsync(await download.PathAsync()));
        }
    }

    [Fact]
    public async Task Pictures_alone_are_drawn_too()
    {
        await using OpenPage report = await OpenDemo();
        string picture = Convert.ToBase64String(Encoding.UTF8.GetBytes(Demo.Curves().ToSvg()));
        await report.Page.SetContentAsync($"<img src=\"data:image/svg+xml;base64,{picture}\">");
        int[] size = await report.Page.EvaluateAsync<int[]>(
            "async () => { const image = document.images[0]; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }");
        Assert.Equal(800, size[0]);
        Assert.InRange(size[1], 350, 500);
    }

    private Task<OpenPage> OpenDemo(int width = 1280, bool isDark = false, bool hasScript = true) =>
        chromium.Open(demo.Address, width, height: 900, isDark, hasScript);

    private static ILocator Shown(IPage page, string title) =>
        page.Locator("figure").Filter(new LocatorFilterOptions { Has = page.Locator($"figcaption .title:text-is(\"{title}\")") }).Locator("svg:visible").First;

    private static async Task<string> Tip(IPage page)
    {
        await page.Locator(".tip").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Visible, Timeout = 5000 });
        return await page.Locator(".tip").InnerTextAsync();
    }

    private static string[] Lines(string tip) => [.. tip.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static Task<string> Style(ILocator element, string property) =>
        element.EvaluateAsync<string>($"element => getComputedStyle(element)['{property}']");

    // Moves the pointer to a place given in values.
    private static async Task PointAt(ILocator chart, double x, double y)
    {
        await chart.ScrollIntoViewIfNeededAsync();
        double[] at = await chart.EvaluateAsync<double[]>(
            """
            (svg, values) => {
              const box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
              return ['x', 'y'].map((axis, i) => {
                const [log, minimum, maximum, start, end] = svg.dataset[axis].split(' ').map(Number);
                const warp = log ? Math.log : v => v;
                const place = start + (warp(values[i]) - warp(minimum)) / (warp(maximum) - warp(minimum)) * (end - start);
                return i === 0 ? box.left + place * box.width / view.width : box.top + place * box.height / view.height;
              });
            }
            """,
            new[] { x, y });
        await chart.Page.Mouse.MoveAsync((float)at[0], (float)at[1]);
    }

    private static async Task Keep(IPage page, string folder, string name)
    {
        Demo.Report().Save(Path.Combine(folder, "report.html"));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        foreach (ILocator section in await page.Locator("main > section").AllAsync())
        {
            await section.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}-{await section.GetAttributeAsync("id")}.png") });
        }
    }
}
