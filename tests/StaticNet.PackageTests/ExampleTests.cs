using System.Text.Json;

namespace StaticNet.PackageTests;

/// <summary>What the pages show is what a user's build prints: all examples in one project, compiled by the SDK with the package.</summary>
public sealed class ExampleTests
{
    [Fact]
    public async Task Every_broken_example_gives_its_rule_and_every_fixed_one_nothing()
    {
        string[] rules = [.. Rules()];
        string folder = PackedFeed.NewProject("examples");
        foreach (string rule in rules)
        {
            RulePage page = RulePage.Read(rule);
            File.WriteAllText(Path.Combine(folder, $"{rule}.Broken.cs"), InNamespace(page.Broken, rule + "Broken"));
            File.WriteAllText(Path.Combine(folder, $"{rule}.Fixed.cs"), InNamespace(page.Fixed, rule + "Fixed"));
            if (RuleWeights.IsOfWeights(rule))
            {
                PackedFeed.AddWeights(folder, WeightsOf(rule + "Broken"), RuleWeights.OfBroken(rule));
                PackedFeed.AddWeights(folder, WeightsOf(rule + "Fixed"), RuleWeights.OfFixed(rule));
            }
        }

        CommandResult build = await PackedFeed.Build(
            folder, "-f", "net10.0", "-p:OutputType=Library", "-p:TreatWarningsAsErrors=false", "-p:ErrorLog=examples.sarif%2Cversion=2.1");

        // Information is in the log alone.
        Assert.Equal(
            rules.Select(static rule => $"{rule}.Broken.cs: {OfItsOwn(RulePage.Read(rule).Message.Split(' ', 2)[1], rule + "Broken")}"),
            Logged(Path.Combine(folder, "examples.sarif")).Order(StringComparer.Ordinal));
        Assert.NotEqual(0, build.ExitCode);
        Assert.All(
            rules.Where(static rule => !RulePage.Read(rule).Message.StartsWith("information", StringComparison.Ordinal)),
            rule => Assert.Contains(build.Problems, problem => problem.Contains($"{rule}.Broken.cs", StringComparison.Ordinal)));
        Assert.DoesNotContain(build.Problems, static problem => problem.Contains(".Fixed.cs", StringComparison.Ordinal));
    }

    /// <summary>An example in a namespace of its own, and with a file of weights of its own.</summary>
    private static string InNamespace(string example, string name) => RulePage.InNamespace(OfItsOwn(example, name), name);

    private static string OfItsOwn(string text, string name) => text.Replace(RuleWeights.Name, WeightsOf(name), StringComparison.Ordinal);

    private static string WeightsOf(string name) => name + ".safetensors";

    internal static IEnumerable<string> Rules() =>
        Directory.GetFiles(RepositoryFolder.Path("docs", "diagnostics"), "SN*.md")
            .Select(static path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Logged(string path)
    {
        using JsonDocument log = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from result in log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
               let place = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()
               let rule = result.GetProperty("ruleId").GetString()
               where rule.StartsWith("SN", StringComparison.Ordinal) || result.GetProperty("level").GetString() != "note"
               select $"{Path.GetFileName(place)}: {rule}: {result.GetProperty("message").GetProperty("text").GetString()}",
        ];
    }
}
