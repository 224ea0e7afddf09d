namespace StaticNet.Reports.Tests;

public sealed class GuideTests
{
    [Fact]
    public void The_guide_names_every_block()
    {
        string guide = File.ReadAllText(RepositoryFolder.Path("docs", "reports.md"));
        Type[] blocks = [.. typeof(Block).Assembly.GetExportedTypes().Where(static type => type.IsSubclassOf(typeof(Block)) && !type.IsAbstract)];
        Assert.True(blocks.Length > 10);
        Assert.All(blocks, block => Assert.Contains($"| `{block.Name}` |", guide, StringComparison.Ordinal));
        IEnumerable<string> methods = typeof(NetworkCharts).GetMethods().Concat(typeof(ExplanationCharts).GetMethods())
            .Where(static method => method.IsStatic)
            .Select(static method => method.Name);
        Assert.All(methods, method => Assert.Contains($"`{method}`", guide, StringComparison.Ordinal));
    }
}
