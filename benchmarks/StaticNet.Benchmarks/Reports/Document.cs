namespace StaticNet.Benchmarks;

/// <summary>A Markdown document with sections that this program writes, each between the comments <c>begin NAME</c> and <c>end NAME</c>.</summary>
internal sealed class Document(FileInfo file)
{
    /// <summary>Replaces the section <paramref name="name"/>.</summary>
    /// <exception cref="InvalidDataException">The document has no such section.</exception>
    public void Replace(string name, string text)
    {
        string document = File.ReadAllText(file.FullName);
        string begin = $"<!-- begin {name} -->";
        int start = document.IndexOf(begin, StringComparison.Ordinal);
        int end = document.IndexOf($"<!-- end {name} -->", StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            throw new InvalidDataException($"'{file.Name}' has no section between '{begin}' and '<!-- end {name} -->'.");
        }

        File.WriteAllText(file.FullName, $"{document[..(start + begin.Length)]}\n\n{text.Trim()}\n\n{document[end..]}");
    }
}
