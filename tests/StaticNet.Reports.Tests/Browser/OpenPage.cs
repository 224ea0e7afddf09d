using Microsoft.Playwright;

namespace StaticNet.Reports.Tests.Browser;

/// <summary>A page in the browser, with all that it asked for and complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
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
