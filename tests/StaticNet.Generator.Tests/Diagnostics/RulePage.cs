namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>A rule's page of documentation: its heading, its sections, and the code in them.</summary>
internal sealed class RulePage
{
    private readonly string _path;
    private readonly string[] _lines;

    private RulePage(string path)
    {
        _path = path;
        _lines = File.ReadAllLines(path);
    }

    public string Heading => _lines[0];

    public IEnumerable<string> Sections => _lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);

    /// <summary>The example that breaks the rule: a whole file.</summary>
    public string Broken => Block("Broken", "csharp");

    /// <summary>The example put right.</summary>
    public string Fixed => Block("Fixed", "csharp");

    /// <summary>What the editor shows on the broken example: the line, a squiggle under what is at fault, and what the compiler says.</summary>
    public string Report => Block("Broken", "text").TrimEnd('\n');

    /// <summary>What the compiler says to the broken example.</summary>
    public string Message => Report.Split('\n')[^1];

    public static RulePage Read(string rule) => new(RepositoryFolder.Path("docs", "diagnostics", rule + ".md"));

    /// <summary>An example in a namespace of its own: all of them declare the same class.</summary>
    public static string InNamespace(string example, string name)
    {
        int end = example.LastIndexOf("\nusing ", StringComparison.Ordinal) + 1;
        int next = example.IndexOf('\n', end) + 1;
        return $"{example[..next]}\nnamespace {name};\n{example[next..]}";
    }

    public bool HasText(string section) => Section(section).Any(static line => line.Length > 0);

    /// <summary>Puts <paramref name="report"/> in the place of <see cref="Report"/>.</summary>
    public void Approve(string report)
    {
        string[] before = [.. _lines.TakeWhile(static line => line != "```text")];
        string[] after = [.. _lines.Skip(before.Length + 1).SkipWhile(static line => line != "```")];
        File.WriteAllText(_path, string.Concat(before.Append("```text").Concat(report.Split('\n')).Concat(after).Select(static line => line + "\n")));
    }

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
