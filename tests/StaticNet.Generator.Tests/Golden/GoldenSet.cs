using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// A folder of golden values: the one that the environment variable <c>STATICNET_GOLDEN</c> names, or <c>shared/golden</c> in a folder
/// above the test program.
/// </summary>
internal sealed class GoldenSet
{
    private const string Variable = "STATICNET_GOLDEN";

    private static readonly Lazy<GoldenSet?> _default = new(static () => Find() is { } folder ? new GoldenSet(folder) : null);

    private GoldenSet(string folder)
    {
        string index = Path.Combine(folder, "index.json");
        using FileStream stream = File.OpenRead(index);
        using JsonDocument document = JsonDocument.Parse(stream);
        Cases = [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(json => new GoldenCase(folder, json.Clone()))];
    }

    /// <summary>The set, or null where there is none and none was asked for.</summary>
    public static GoldenSet? Default => _default.Value;

    public IReadOnlyList<GoldenCase> Cases { get; }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return named;
        }

        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", "golden");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
