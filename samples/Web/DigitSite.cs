using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Embedded;

namespace DigitsOnTheWeb;

/// <summary>A page to draw on and an address that classifies.</summary>
internal static class DigitSite
{
    /// <summary>The digit, and a probability for each.</summary>
    private const int MaximumAnswer = 160;

    private static readonly byte[] _page = ReadPage();

    /// <summary>A site that is not started yet.</summary>
    /// <param name="args"><c>--urls http://127.0.0.1:5080</c>, which is the default.</param>
    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration["urls"] ??= "http://127.0.0.1:5080";

        // Without scopes and activities of requests, which nobody here reads, a request allocates an eighth; what goes wrong is logged all the same.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.ConfigureKestrel(static server => server.Limits.MaxRequestBodySize = DigitNet.InputSize);
        WebApplication site = builder.Build();
        site.MapGet("/", Page);
        site.MapPost("/classify", Classify);
        return site;
    }

    private static Task Page(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = _page.Length;
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
        return context.Response.Body.WriteAsync(_page).AsTask();
    }

    /// <summary>
    /// Takes 64 bytes, one a pixel, row by row, each 0 (paper) to 16 (ink). Answers <c>{"digit":7,"probabilities":[0.0001,...]}</c>. Reads and writes in the
    /// server's own buffers.
    /// </summary>
    private static async Task Classify(HttpContext context)
    {
        PipeReader body = context.Request.BodyReader;
        ReadResult read = await body.ReadAtLeastAsync(DigitNet.InputSize);
        bool isWhole = read.Buffer.Length == DigitNet.InputSize;
        if (!isWhole || !Answer(read.Buffer, context.Response))
        {
            string found = isWhole ? "others" : $"{read.Buffer.Length}";
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"Expected {DigitNet.InputSize} bytes of 0 to 16, found {found}.\n");
        }

        body.AdvanceTo(read.Buffer.End);
    }

    /// <returns>Whether all pixels are such.</returns>
    private static bool Answer(in ReadOnlySequence<byte> drawing, HttpResponse response)
    {
        Span<byte> bytes = stackalloc byte[DigitNet.InputSize];
        drawing.CopyTo(bytes);
        if (bytes.ContainsAnyExceptInRange((byte)0, (byte)16))
        {
            return false;
        }

        Span<float> pixels = stackalloc float[DigitNet.InputSize];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = bytes[i];
        }

        Span<float> probabilities = stackalloc float[DigitNet.OutputSize];
        DigitNet.Pretrained.Predict(pixels, probabilities);

        Span<byte> answer = stackalloc byte[MaximumAnswer];
        int length = Write(probabilities, answer);
        response.ContentType = "application/json";
        response.ContentLength = length;
        response.BodyWriter.Write(answer[..length]);
        return true;
    }

    private static int Write(ReadOnlySpan<float> probabilities, Span<byte> json)
    {
        int largest = 0;
        for (int digit = 1; digit < probabilities.Length; digit++)
        {
            largest = probabilities[digit] > probabilities[largest] ? digit : largest;
        }

        int length = Append("{\"digit\":"u8, json, 0);
        json[length++] = (byte)('0' + largest);
        length = Append(",\"probabilities\":["u8, json, length);
        for (int digit = 0; digit < probabilities.Length; digit++)
        {
            Utf8Formatter.TryFormat(probabilities[digit], json[length..], out int written, new StandardFormat('F', 4));
            length += written;
            json[length++] = (byte)(digit == probabilities.Length - 1 ? ']' : ',');
        }

        json[length++] = (byte)'}';
        return length;
    }

    private static int Append(ReadOnlySpan<byte> text, Span<byte> json, int length)
    {
        text.CopyTo(json[length..]);
        return length + text.Length;
    }

    private static byte[] ReadPage()
    {
        using Stream stream = typeof(DigitSite).Assembly.GetManifestResourceStream("Page.html")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
