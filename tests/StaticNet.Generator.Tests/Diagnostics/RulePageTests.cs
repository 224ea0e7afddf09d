using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>Every rule has a page, and what stands there is true: the examples are compiled as they are printed.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Rules => [.. Generator.Diagnostics.Rules.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_broken_example_gives_this_error_and_no_other(string rule)
    {
        RulePage page = RulePage.Read(rule);

        Diagnostic error = Assert.Single(await Errors(page.Broken));

        Assert.Equal(rule, error.Id);
        Assert.Equal(page.Message, $"error {rule}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_fixed_example_gives_no_error(string rule) => Assert.Empty(await Errors(RulePage.Read(rule).Fixed));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_tells_what_why_how_and_when_not(string rule)
    {
        RulePage page = RulePage.Read(rule);

        Assert.Equal($"# {rule}: {Generator.Diagnostics.Rules.All[rule].Title}", page.Heading);
        Assert.Equal(["What it means", "Why it matters", "Broken", "Fixed", "When to suppress"], page.Sections);
        Assert.All(page.Sections, section => Assert.True(page.HasText(section), section));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_is_tracked_grouped_and_linked(string rule)
    {
        DiagnosticDescriptor descriptor = Generator.Diagnostics.Rules.All[rule];
        string category = rule[..4] switch
        {
            "SN01" => "StaticNet.Declaration",
            "SN02" => "StaticNet.Shape",
            _ => "a group of its own",
        };

        Assert.Equal(category, descriptor.Category);
        Assert.EndsWith($"docs/diagnostics/{rule}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Contains(
            $"{rule} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}, [page](../../docs/diagnostics/{rule}.md)",
            new[] { "Shipped", "Unshipped" }.SelectMany(
                static state => File.ReadAllLines(RepositoryFolder.Path("generator", "StaticNet.Generator", $"AnalyzerReleases.{state}.md"))));
        Assert.Contains(
            $"| [{rule}]({rule}.md) | {descriptor.Title} |", File.ReadAllLines(RepositoryFolder.Path("docs", "diagnostics", "README.md")));
    }

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone() => Assert.Equal(
        Generator.Diagnostics.Rules.All.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(RepositoryFolder.Path("docs", "diagnostics"), "SN*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>All errors of a build: the compiler's and the analyzer's.</summary>
    private static async Task<ImmutableArray<Diagnostic>> Errors(string source) =>
        [.. (await CompilerHarness.Build(CompilerHarness.Run(source).Output)).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}
