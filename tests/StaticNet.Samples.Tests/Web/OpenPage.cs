using Microsoft.Playwright;

namespace StaticNet.Samples.Tests.Web;

/// <summary>The page in the browser, with all that it asked for and complained about.</summary>
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

    public ILocator Guess => Page.Locator("#guess");

    /// <summary>Draws lines with the mouse: corners of each as <c>x,y</c> in hundredths of the canvas' side.</summary>
    public async Task Draw(params string[] lines)
    {
        LocatorBoundingBoxResult box = (await Page.Locator("canvas").BoundingBoxAsync())!;
        foreach (string line in lines)
        {
            float[][] corners = [.. line.Split(' ').Select(static corner => corner.Split(',').Select(float.Parse).ToArray())];
            await MoveTo(corners[0], steps: 1);
            await Page.Mouse.DownAsync();
            foreach (float[] corner in corners[1..])
            {
                await MoveTo(corner, steps: 4);
            }

            await Page.Mouse.UpAsync();
        }

        Task MoveTo(float[] corner, int steps) => Page.Mouse.MoveAsync(
            box.X + (corner[0] / 100 * box.Width), box.Y + (corner[1] / 100 * box.Height), new MouseMoveOptions { Steps = steps });
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
