using Microsoft.Playwright;

namespace StaticNet.Reports.Tests.Browser;

public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>
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
            slanted.forEach((x, i) => { if (i > 0 && x - slanted[i - 1] < 15) say(svg, 'slanted names are ' + (x - slanted[i - 1]) + ' apart'); });
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
        await using OpenReport report = await chromium.Open(Demo.Report(), width, isDark);
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
        await using OpenReport report = await chromium.Open(Demo.Report());
        foreach (ILocator chart in await report.Page.Locator("figure.chart svg:visible").AllAsync())
        {
            await chart.HoverAsync();
        }

        Assert.All(report.Requests, static request => Assert.True(request.StartsWith("file://", StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.Single(report.Requests, static request => request.StartsWith("file://", StringComparison.Ordinal));
        Assert.Empty(report.Messages);
    }

    private static async Task Keep(IPage page, string folder, string name)
    {
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        foreach (ILocator section in await page.Locator("main > section").AllAsync())
        {
            await section.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}-{await section.GetAttributeAsync("id")}.png") });
        }
    }
}
