namespace StaticNet.Reports.Page;

/// <summary>Files that are part of the library.</summary>
internal static class Resource
{
    /// <summary>The text of a file beside this one.</summary>
    public static string Text(string name)
    {
        using Stream stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
