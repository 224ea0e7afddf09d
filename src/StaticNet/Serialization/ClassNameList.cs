using System.Text.Encodings.Web;
using System.Text.Json;

namespace StaticNet;

/// <summary>
/// Names of classes as one string of a file's metadata: <c>a, b, c</c>, or, where a name would be misread there, a JSON array.
/// </summary>
internal static class ClassNameList
{
    private const string Separator = ", ";

    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(IReadOnlyList<string> names)
    {
        string plain = string.Join(Separator, names);
        return !plain.StartsWith('[') && plain.Split(Separator).SequenceEqual(names) ? plain : ToJson(names);
    }

    /// <summary>The names; null if the text is no list of any.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        if (!text.StartsWith('['))
        {
            return text.Split(Separator);
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 });
            return [.. json.RootElement.EnumerateArray().Select(static name => name.GetString() ?? throw new JsonException())];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ToJson(IReadOnlyList<string> names)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _writerOptions))
        {
            writer.WriteStartArray();
            foreach (string name in names)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
