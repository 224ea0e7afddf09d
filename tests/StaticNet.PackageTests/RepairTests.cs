using Microsoft.CodeAnalysis;

namespace StaticNet.PackageTests;

/// <summary>An editor that takes the first offer for the first squiggle, again and again, ends at a project that builds.</summary>
public sealed class RepairTests(PackedFeed feed)
{
    /// <summary>Rules that only the user can put right: the message names what has to be decided.</summary>
    private static readonly string[] _unfixable =
    [
        "SN0106", "SN0110", "SN0111", "SN0202", "SN0209", "SN0210", "SN0403", "SN0404", "SN0406", "SN0408", "SN0409", "SN0501", "SN0502", "SN0503",
        "SN0504", "SN0505",
    ];

    /// <summary>A base class is not taken away without asking; other mistakes of this rule are.</summary>
    private const string Undecided = "SN0103";

    [Fact]
    public async Task Broken_examples_are_repaired_until_the_project_builds()
    {
        string folder = PackedFeed.NewProject("repaired");
        string[] rules = [.. ExampleTests.Rules().Except(_unfixable).Where(static rule => rule != Undecided)];
        foreach (string rule in rules)
        {
            NetworkSolution editor = NetworkSolution.Of(feed.Tools, ("DigitNet.cs", RulePage.InNamespace(RulePage.Read(rule).Broken, rule)));
            Assert.Contains(await editor.Diagnostics(), diagnostic => diagnostic.Id == rule);

            (editor, IReadOnlyList<string> steps) = await Repair(editor);

            Assert.NotEmpty(steps);
            Assert.Empty(await editor.Diagnostics());
            File.WriteAllText(Path.Combine(folder, rule + ".cs"), Assert.Single(editor.Texts));
        }

        CommandResult build = await PackedFeed.Build(folder, "-f", "net10.0", "-p:OutputType=Library");

        Assert.True(build.ExitCode == 0 && build.Problems.Count == 0, build.Output);
    }

    [Fact]
    public void Every_other_rule_has_a_fix() =>
        Assert.Equal(_unfixable.Order(StringComparer.Ordinal), ExampleTests.Rules().Where(rule => !feed.Tools.Fixes.Contains(rule)));

    /// <summary>Takes offers until there are none, and tells of each.</summary>
    internal static async Task<(NetworkSolution Result, IReadOnlyList<string> Steps)> Repair(NetworkSolution editor)
    {
        var steps = new List<string>();
        while (await editor.Repair() is { } step)
        {
            steps.Add($"{step.Diagnostic}\n    fix: {step.Title}");
            editor = step.Result;
            Assert.True(steps.Count < 20, string.Join("\n", steps));
        }

        return (editor, steps);
    }
}
