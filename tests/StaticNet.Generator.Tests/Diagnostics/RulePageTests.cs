using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using StaticNet.Generator.Tests.Pretrained;

namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>Every rule has a page, and what stands there is true: the examples are compiled as they are printed.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Rules => [.. Generator.Diagnostics.Rules.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_broken_example_is_marked_as_shown_and_gives_nothing_else(string rule)
    {
        RulePage page = RulePage.Read(rule);

        Diagnostic diagnostic = Assert.Single(await Build(page.Broken, RuleWeights.OfBroken(rule)));

        Assert.Equal(rule, diagnostic.Id);
        if (Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1")
        {
            page.Approve(Show(diagnostic));
            return;
        }

        Assert.Equal(page.Report, Show(diagnostic));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_fixed_example_gives_nothing(string rule) => Assert.Empty(await Build(RulePage.Read(rule).Fixed, RuleWeights.OfFixed(rule)));

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
            "SN03" => "StaticNet.Meaning",
            "SN04" => "StaticNet.Use",
            "SN05" => "StaticNet.Weights",
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
            $"| [{rule}]({rule}.md) | {Severity(descriptor.DefaultSeverity)} | {descriptor.Title} |", File.ReadAllLines(RepositoryFolder.Path("docs", "diagnostics", "README.md")));
    }

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone() => Assert.Equal(
        Generator.Diagnostics.Rules.All.Keys.Order(StringComparer.Ordinal),
        Directory.GetFiles(RepositoryFolder.Path("docs", "diagnostics"), "SN*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>Errors, warnings and information of a build: the compiler's and the analyzer's.</summary>
    private static async Task<ImmutableArray<Diagnostic>> Build(string source, RuleWeights weights)
    {
        AdditionalText[] texts = WeightText.Of(weights);
        return
        [
            .. (await CompilerHarness.Build(CompilerHarness.Run(CompilerHarness.Compilation(source), texts).Output, texts))
                .Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden),
        ];
    }

    /// <summary>The line at fault, a squiggle below it, and the message as the compiler prints it.</summary>
    private static string Show(Diagnostic diagnostic)
    {
        Location place = diagnostic.Location;
        LinePosition start = place.GetLineSpan().StartLinePosition;
        string line = place.SourceTree!.GetText(TestContext.Current.CancellationToken).Lines[start.Line].ToString();
        string squiggle = new string(' ', start.Character) + new string('~', place.SourceSpan.Length);
        return $"{line}\n{squiggle}\n{Severity(diagnostic.Severity)} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    private static string Severity(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "information",
    };
}
