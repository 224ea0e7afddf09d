using System.Net;
using System.Text.Json;

namespace StaticNet.Samples.Tests.Web;

public sealed class RequestTests(Site site) : IClassFixture<Site>, IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = site.Address };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Pixels_get_the_networks_probabilities()
    {
        byte[] pixels = [.. Enumerable.Range(0, 64).Select(static i => (byte)(i % 8 is 3 or 4 ? 16 : 0))];
        using HttpResponseMessage response = await Ask(pixels);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        float[] found = [.. answer.RootElement.GetProperty("probabilities").EnumerateArray().Select(static value => value.GetSingle())];

        var expected = new float[10];
        Embedded.DigitNet.Pretrained.Predict([.. pixels.Select(static pixel => (float)pixel)], expected);
        Assert.Equal(10, found.Length);
        Assert.All(found.Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        Assert.Equal(expected.AsSpan().IndexOf(expected.Max()), answer.RootElement.GetProperty("digit").GetInt32());
    }

    [Theory]
    [InlineData(0, 0, HttpStatusCode.BadRequest, "Expected 64 bytes of 0 to 16, found 0.\n")]
    [InlineData(63, 0, HttpStatusCode.BadRequest, "Expected 64 bytes of 0 to 16, found 63.\n")]
    [InlineData(64, 17, HttpStatusCode.BadRequest, "Expected 64 bytes of 0 to 16, found others.\n")]
    [InlineData(65, 0, HttpStatusCode.RequestEntityTooLarge, "")]
    [InlineData(100_000, 0, HttpStatusCode.RequestEntityTooLarge, "")]
    public async Task What_is_no_drawing_is_refused(int length, byte pixel, HttpStatusCode status, string text)
    {
        var pixels = new byte[length];
        pixels.AsSpan().Fill(pixel);
        using HttpResponseMessage response = await Ask(pixels);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(text, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage next = await Ask(new byte[64]);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private Task<HttpResponseMessage> Ask(byte[] pixels) =>
        _client.PostAsync("/classify", new ByteArrayContent(pixels), TestContext.Current.CancellationToken);
}
