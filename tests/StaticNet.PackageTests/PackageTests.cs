using System.IO.Compression;

namespace StaticNet.PackageTests;

/// <summary>One package holds the library, the compiler of networks, the analyzers and the fixes, and a project needs nothing else.</summary>
public sealed class PackageTests(PackedFeed feed)
{
    private static string Consumer => RepositoryFolder.Path("tests", "StaticNet.Consumer");

    [Fact]
    public void It_holds_everything_and_depends_on_nothing()
    {
        using ZipArchive package = ZipFile.OpenRead(feed.Package);
        string[] files = [.. package.Entries.Select(static entry => entry.FullName)];
        using var specification = new StreamReader(package.Entries.Single(static entry => entry.Name == "StaticNet.nuspec").Open());

        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/StaticNet.CodeFixes.dll",
                "analyzers/dotnet/cs/StaticNet.Generator.dll",
                "buildTransitive/net9.0/StaticNet.targets",
                "lib/net10.0/StaticNet.dll",
                "lib/net10.0/StaticNet.xml",
                "lib/net9.0/StaticNet.dll",
                "lib/net9.0/StaticNet.xml",
                "tasks/netstandard2.0/StaticNet.Build.dll",
            ],
            files.Where(static file => file.Contains('/', StringComparison.Ordinal) || file == "README.md")
                .Where(static file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.DoesNotContain("<dependency ", specification.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_builds_for_both_frameworks_and_runs()
    {
        CommandResult build = await PackedFeed.Build(Consumer);

        Assert.True(build.ExitCode == 0 && build.Problems.Count == 0, build.Output);
        foreach (string framework in new[] { "net9.0", "net10.0" })
        {
            CommandResult run = await CommandLine.Dotnet(Consumer, Path.Combine("bin", "Release", framework, "StaticNet.Consumer.dll"));
            Assert.Equal("5 epochs; class 1 and class 0", run.Output.Trim());
            Assert.Equal(0, run.ExitCode);
        }
    }

    [Fact]
    public async Task A_compiler_that_is_too_old_gives_one_clear_error()
    {
        CommandResult build = await PackedFeed.Build(Consumer, "-f", "net10.0", "-p:CompilerApiVersion=roslyn4.12");

        string error = Assert.Single(build.Problems);
        Assert.Contains(
            "error SN0001: StaticNet needs the C# compiler 4.14 or later; this one is 4.12. "
            + "Update to the .NET SDK 9.0.300 or later, or to Visual Studio 17.14 or later",
            error,
            StringComparison.Ordinal);
    }
}
