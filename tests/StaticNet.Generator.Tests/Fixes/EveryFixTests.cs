using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.Generator.Tests.Diagnostics;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>What holds for every fix, shown on the broken examples of the pages.</summary>
public sealed class EveryFixTests
{
    /// <summary>Rules with a fix whose page shows a mistake that the fix puts right.</summary>
    public static TheoryData<string, string> Cases() =>
    [
        .. from rule in BuiltTools.FixableRules.Where(static rule => rule != "SN0103")
           from lineEnd in new[] { "\n", "\r\n" }
           select new TheoryDataRow<string, string>(rule, lineEnd),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_mistake_is_gone_and_only_it_is_touched(string rule, string lineEnd)
    {
        string broken = Example(rule, "A", lineEnd);
        NetworkSolution solution = BuiltTools.Solution([broken]);

        NetworkSolution repaired = await solution.Fix(rule);

        Assert.DoesNotContain(await repaired.Diagnostics(), diagnostic => diagnostic.Id == rule);
        Assert.Empty(await repaired.CompilerErrors());
        string text = Assert.Single(repaired.Texts);
        Assert.Equal(text.Split('\n').Length, text.Split(lineEnd).Length);
        foreach (string comment in new[] { "// Above the class.", "/* before */", "// Behind the class." })
        {
            Assert.Contains(comment, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_can_be_applied_to_a_document_a_project_and_a_solution(string rule, string lineEnd)
    {
        string[] broken = [Example(rule, "A", lineEnd), Example(rule, "B", lineEnd), Example(rule, "C", lineEnd)];
        NetworkSolution solution = BuiltTools.Solution([broken[0], broken[1]], [broken[2]]);
        string[] repaired = new string[broken.Length];
        for (int i = 0; i < broken.Length; i++)
        {
            repaired[i] = Assert.Single((await BuiltTools.Solution([broken[i]]).Fix(rule)).Texts);
        }

        Assert.Equal([repaired[0], broken[1], broken[2]], (await solution.FixAll(rule, FixAllScope.Document)).Texts);
        Assert.Equal([repaired[0], repaired[1], broken[2]], (await solution.FixAll(rule, FixAllScope.Project)).Texts);
        Assert.Equal(repaired, (await solution.FixAll(rule, FixAllScope.Solution)).Texts);
    }

    [Fact]
    public async Task Every_offer_says_what_it_does()
    {
        foreach (string rule in BuiltTools.FixableRules)
        {
            Assert.All(
                await BuiltTools.Solution([Example(rule, "A", "\n")]).Offers(rule),
                static offer => Assert.True(offer.Title.Length > 5 && !offer.Title.EndsWith('.') && char.IsUpper(offer.Title[0]), offer.Title));
        }
    }

    /// <summary>A page's broken example in a namespace of its own, with comments where they are easily lost.</summary>
    private static string Example(string rule, string name, string lineEnd)
    {
        string example = RulePage.Read(rule).Broken.Replace("[Input(", "/* before */ [Input(", StringComparison.Ordinal);
        if (!example.Contains("/* before */", StringComparison.Ordinal))
        {
            example = example.Replace("[Dense(10)", "/* before */ [Dense(10)", StringComparison.Ordinal);
        }

        return (RulePage.InNamespace(example, name).Replace($"namespace {name};", $"namespace {name};\n\n// Above the class.", StringComparison.Ordinal)
            + "// Behind the class.\n").Replace("\n", lineEnd, StringComparison.Ordinal);
    }
}
