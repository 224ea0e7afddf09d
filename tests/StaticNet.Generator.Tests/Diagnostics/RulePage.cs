namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>A rule's page of documentation: its heading, its sections, and the code in them.</summary>
internal sealed class RulePage
{
    private readonly string[] _lines;

    private RulePage(string[] lines) => _lines = lines;

    public string Heading => _lines[0];

    public IEnumerable<string> Sections => _lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);

    /// <summary>The example that breaks the rule: a whole file.</summary>
    public string Broken => Block("Broken", "csharp");

    /// <summary>The example put right.</summary>
    public string Fixed => Block("Fixed", "csharp");

    /// <summary>What the compiler says to the broken example.</summary>
    public string Message => Block("Broken", "text").TrimEnd('\n');

    public static RulePage Read(string rule) => new(File.ReadAllLines(RepositoryFolder.Path("docs", "diagnostics", rule + ".md")));

    public bool HasText(string section) => Section(section).Any(static line => line.Length > 0);

    private IEnumerable<string> Section(string name) => _lines
        .SkipWhile(line => line != "## " + name)
        .Skip(1)
        .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal));

    private string Block(string section, string language) => string.Concat(
        Section(section)
            .SkipWhile(line => line != "```" + language)
            .Skip(1)
            .TakeWhile(static line => line != "```")
            .Select(static line => line + "\n"));
}
