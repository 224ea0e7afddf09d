using System.Text.RegularExpressions;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Links between documents lead somewhere, and every rule stands in the list of rules, once and in order.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] _folders = ["docs", "samples", "src"];

    public static TheoryData<string> Documents =>
    [
        .. Directory.GetFiles(RepositoryFolder.Root, "*.md")
            .Concat(_folders.SelectMany(static folder => Directory.GetFiles(RepositoryFolder.Path(folder), "*.md", SearchOption.AllDirectories)))
            .Select(static file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'))
            .Where(static file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        string path = RepositoryFolder.Path(document.Split('/'));
        string folder = Path.GetDirectoryName(path)!;
        Assert.All(Link().Matches(WithoutCode(File.ReadAllText(path))), match =>
        {
            string[] target = match.Groups[1].Value.Split('#');
            if (target[0].Contains("://", StringComparison.Ordinal))
            {
                return;
            }

            string file = target[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(folder, target[0]));
            Assert.True(File.Exists(file) || Directory.Exists(file), $"There is no {match.Groups[1].Value}.");
            if (target.Length > 1)
            {
                Assert.Contains(target[1], Anchors(file));
            }
        });
    }

    [Fact]
    public void A_link_that_leads_nowhere_would_be_found()
    {
        Assert.Equal("missing.md#part", Link().Match(WithoutCode("See [that](missing.md#part), not `a[i](x)`.")).Groups[1].Value);
        Assert.Contains("the-same-bits-everywhere", Anchors(RepositoryFolder.Path("docs", "numerics.md")));
        Assert.DoesNotContain("no-such-heading", Anchors(RepositoryFolder.Path("docs", "numerics.md")));
    }

    [Fact]
    public void Every_rule_is_listed_once_and_in_order()
    {
        string[] listed =
        [
            .. File.ReadLines(RepositoryFolder.Path("docs", "diagnostics", "README.md"))
                .Where(static line => line.StartsWith("| [SN", StringComparison.Ordinal))
                .Select(static line => line.Substring(3, 6)),
        ];
        string[] pages = [.. Directory.GetFiles(RepositoryFolder.Path("docs", "diagnostics"), "SN*.md").Select(static file => Path.GetFileNameWithoutExtension(file))];

        Assert.Equal(pages.Order(StringComparer.Ordinal), listed);
    }

    private static string WithoutCode(string text) => Code().Replace(text, "");

    /// <summary>Headings as hosts of repositories turn them into anchors: lower case, without punctuation, hyphens for spaces.</summary>
    private static HashSet<string> Anchors(string file) =>
    [
        .. File.ReadLines(file).Where(static line => line.StartsWith('#'))
            .Select(static line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant()
                .Where(static character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_')).Replace(' ', '-')),
    ];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
