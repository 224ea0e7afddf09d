namespace StaticNet.Importing.Tests;

/// <summary>The golden files of other frameworks: in the folder that <c>STATICNET_GOLDEN</c> names, or <c>shared/golden</c> above the test program.</summary>
internal static class GoldenImports
{
    /// <summary>The path of a file of the folder <c>import</c>. Skips the test if there is none.</summary>
    public static string Find(string name)
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("STATICNET_GOLDEN") is { Length: > 0 } named)
        {
            folders.Add(named);
        }

        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            folders.Add(Path.Combine(above.FullName, "shared", "golden"));
        }

        string? path = folders.Select(folder => Path.Combine(folder, "import", name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"There is no golden file import/{name}.");
        return path!;
    }
}
