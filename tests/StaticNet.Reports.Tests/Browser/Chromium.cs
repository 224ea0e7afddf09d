using Microsoft.Playwright;

namespace StaticNet.Reports.Tests.Browser;

/// <summary>The system's Chromium, started once for all tests of a class. Where there is none, tests are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] _arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string? place = _names.SelectMany(SearchPath.Find).FirstOrDefault();
        if (place is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = place, Args = _arguments, Headless = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page in a window of so many pixels.</summary>
    internal async Task<OpenPage> Open(Uri address, int width, int height, bool isDark = false, bool hasScript = true)
    {
        Assert.SkipWhen(_browser is null, $"There is no Chromium (looked for {string.Join(", ", _names)}).");
        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScript,
        });
        var open = new OpenPage(await context.NewPageAsync());
        await open.Page.GotoAsync(address.AbsoluteUri);
        return open;
    }
}
