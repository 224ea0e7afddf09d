using Microsoft.Playwright;

namespace StaticNet.Samples.Tests.Web;

/// <summary>What someone does on the page who draws a digit, and where it is told.</summary>
internal static class DrawnDigit
{
    public static ILocator Guess(this OpenPage open) => open.Page.Locator("#guess");

    /// <summary>Draws lines with the mouse: corners of each as <c>x,y</c> in hundredths of the canvas' side.</summary>
    public static async Task Draw(this OpenPage open, params string[] lines)
    {
        LocatorBoundingBoxResult box = (await open.Page.Locator("canvas").BoundingBoxAsync())!;
        foreach (string line in lines)
        {
            float[][] corners = [.. line.Split(' ').Select(static corner => corner.Split(',').Select(float.Parse).ToArray())];
            await MoveTo(corners[0], steps: 1);
            await open.Page.Mouse.DownAsync();
            foreach (float[] corner in corners[1..])
            {
                await MoveTo(corner, steps: 4);
            }

            await open.Page.Mouse.UpAsync();
        }

        Task MoveTo(float[] corner, int steps) => open.Page.Mouse.MoveAsync(
            box.X + (corner[0] / 100 * box.Width), box.Y + (corner[1] / 100 * box.Height), new MouseMoveOptions { Steps = steps });
    }
}
