using Microsoft.Playwright;

namespace StaticNet.Reports.Tests.Browser;

/// <summary>The system's Chromium, started once for all tests of a class. Where there is none, tests are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] _arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        string? place = Array.Find(_places, File.Exists);
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
        _folder.Dispose();
    }

    /// <summary>Opens the file of <see cref="Demo"/>.</summary>
    internal async Task<OpenReport> OpenDemo(int width = 1280, bool isDark = false, bool hasScript = true)
    {
        Assert.SkipWhen(_browser is null, $"There is no Chromium (looked for {string.Join(", ", _places)}).");
        string path = _folder.File("demo.html");
        if (!File.Exists(path))
        {
            Demo.Report().Save(path);
        }

        IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = hasScript,
        });
        var open = new OpenReport(await context.NewPageAsync());
        await open.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }
}

/// <summary>A report in the browser, with all that it asked for and complained about.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    public OpenReport(IPage page)
    {
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Messages.Add(error);
    }

    public IPage Page { get; }

    public List<string> Requests { get; } = [];

    public List<string> Messages { get; } = [];

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
