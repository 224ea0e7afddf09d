using Microsoft.Playwright;

namespace StaticNet.Samples.Tests.Web;

/// <summary>What someone sees who opens the page and draws.</summary>
public sealed class DrawingTests(Site site, Chromium chromium) : IClassFixture<Site>, IClassFixture<Chromium>
{
    /// <summary>Names a folder that pictures of the page are kept in, to be looked at.</summary>
    private const string ScreenshotsVariable = "STATICNET_SCREENSHOTS";

    private const string Zero = "50,12 36,18 29,34 28,50 30,66 37,82 50,88 63,82 70,66 72,50 71,34 64,18 50,12";
    private const string Three = "32,18 48,11 62,16 66,28 60,42 46,48 62,54 69,68 64,82 48,89 30,84";

    [Theory]
    [InlineData("0", Zero)]
    [InlineData("1", "38,30 52,12 52,88")]
    [InlineData("2", "30,28 36,15 52,11 66,20 66,36 52,56 30,84 72,84")]
    [InlineData("3", Three)]
    [InlineData("4", "56,12 30,58 74,58;60,40 58,90")]
    [InlineData("5", "68,13 36,13 33,45 52,40 67,52 68,70 54,87 30,82")]
    [InlineData("6", "60,12 42,32 33,56 34,76 48,88 62,82 66,68 56,56 36,62")]
    [InlineData("7", "28,14 70,14 56,48 44,88")]
    [InlineData("8", "64,24 50,12 36,22 40,38 60,56 66,74 50,88 34,74 40,56 62,38 64,24")]
    [InlineData("9", "66,30 54,14 38,18 34,34 46,46 62,40 66,30 64,60 56,88")]
    public async Task A_drawn_digit_is_told(string digit, string lines)
    {
        await using OpenPage open = await Open();
        await open.Draw(lines.Split(';'));
        await Assertions.Expect(open.Guess()).ToHaveTextAsync(digit);
        await Keep(open, $"digit-{digit}");
        Assert.Empty(open.Messages);
    }

    [Fact]
    public async Task Bars_are_as_long_as_probabilities_and_vanish_on_clearing()
    {
        await using OpenPage open = await Open();
        await open.Draw(Three);
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("3");
        ILocator rows = open.Page.Locator("#bars li");
        await Assertions.Expect(rows).ToHaveCountAsync(10);
        await Assertions.Expect(open.Page.Locator("#bars li.first span").First).ToHaveTextAsync("3");
        double[] shares = await open.Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('.share')].map(e => parseFloat(e.textContent) / 100)");
        Assert.Equal(1, shares.Sum(), 0.01);
        Assert.Equal(3, Array.IndexOf(shares, shares.Max()));
        double[] lengths = await open.Page.EvaluateAsync<double[]>(
            "() => Promise.all(document.getAnimations().map(a => a.finished)).then(() => [...document.querySelectorAll('.fill')].map("
            + "e => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width))");
        Assert.All(shares.Zip(lengths), static pair => Assert.Equal(pair.First, pair.Second, 0.01));

        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("");
        await Assertions.Expect(open.Page.Locator(".share").Nth(3)).ToHaveTextAsync("0 %");
        Assert.Equal(0, await Ink(open));
        Assert.Empty(open.Messages);
    }

    [Fact]
    public async Task Keys_alone_draw()
    {
        await using OpenPage open = await Open();
        await open.Page.Keyboard.PressAsync("Tab");
        await open.Page.Keyboard.PressAsync("Space");
        for (int i = 0; i < 24; i++)
        {
            await open.Page.Keyboard.PressAsync("ArrowDown");
        }

        await open.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("1");
        await Keep(open, "keys");
        await open.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("");
        await open.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear" })).ToBeFocusedAsync();
        Assert.Equal(0, await Ink(open));
    }

    [Theory]
    [InlineData(900, false, "rgb(255, 255, 255)")]
    [InlineData(900, true, "rgb(20, 24, 29)")]
    [InlineData(340, true, "rgb(20, 24, 29)")]
    public async Task Light_dark_and_narrow(int width, bool isDark, string paper)
    {
        await using OpenPage open = await Open(width, isDark);
        await open.Draw(Zero);
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("0");
        await Keep(open, $"{width}{(isDark ? "-dark" : "")}");
        await Assertions.Expect(open.Page.Locator("body")).ToHaveCSSAsync("background-color", paper);
        Assert.True(await open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task Nothing_comes_from_elsewhere()
    {
        await using OpenPage open = await Open();
        await open.Draw(Zero);
        await Assertions.Expect(open.Guess()).ToHaveTextAsync("0");
        Assert.All(open.Requests, request => Assert.True(
            request.StartsWith(site.Address.AbsoluteUri, StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.Contains(open.Requests, static request => request.EndsWith("/classify", StringComparison.Ordinal));
        Assert.Empty(open.Messages);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_said()
    {
        await using OpenPage open = await Open();
        await open.Page.RouteAsync("**/classify", static route => route.AbortAsync());
        await open.Draw(Zero);
        await Assertions.Expect(open.Guess()).ToContainTextAsync("No answer");
    }

    /// <summary>Pixels that are not paper.</summary>
    private Task<OpenPage> Open(int width = 900, bool isDark = false) => chromium.Open(site.Address, width, height: 700, isDark);

    private static Task<int> Ink(OpenPage open) => open.Page.EvaluateAsync<int>(
        "() => { const c = document.querySelector('canvas'); "
        + "return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 0).length; }");

    private static async Task Keep(OpenPage open, string name)
    {
        if (Environment.GetEnvironmentVariable(ScreenshotsVariable) is { Length: > 0 } folder)
        {
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"web-{name}.png") });
        }
    }
}
