using System.IO.Compression;
using System.Text;

namespace StaticNet.PackageTests;

/// <summary>
/// One package holds the library, the compiler of networks, the analyzers and the fixes, and a project needs nothing else; what has a job of its own
/// is another.
/// </summary>
public sealed class PackageTests(PackedFeed feed)
{
    public static TheoryData<string> Names => [.. PackedFeed.Packages];

    public static TheoryData<string, string> PackageFiles => [.. PackedFeed.Packages.SelectMany(static name => new[] { (name, "nupkg"), (name, "snupkg") })];

    private static string Consumer => RepositoryFolder.Path("tests", "StaticNet.Consumer");

    [Fact]
    public void It_holds_everything_and_depends_on_nothing()
    {
        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/StaticNet.CodeFixes.dll",
                "analyzers/dotnet/cs/StaticNet.Generator.dll",
                "buildTransitive/net9.0/StaticNet.targets",
                "icon.png",
                "lib/net10.0/StaticNet.dll",
                "lib/net10.0/StaticNet.xml",
                "lib/net9.0/StaticNet.dll",
                "lib/net9.0/StaticNet.xml",
                "tasks/netstandard2.0/StaticNet.Build.dll",
            ],
            Files(feed.Package));
        Assert.DoesNotContain("<dependency ", Specification(feed.Package), StringComparison.Ordinal);
    }

    /// <summary>What each of the others depends on, for each framework.</summary>
    [Theory]
    [InlineData("StaticNet.Reports", "StaticNet")]
    [InlineData("StaticNet.Data", "StaticNet", "CsvHelper")]
    [InlineData("StaticNet.Import", "StaticNet")]
    [InlineData("StaticNet.Onnx", "StaticNet.Import", "Google.Protobuf")]
    public void The_others_are_packages_that_need_no_more_than_their_job_takes(string name, params string[] dependencies)
    {
        string package = PackedFeed.Find(name, "nupkg");

        Assert.Equal(
            ["README.md", "icon.png", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", $"lib/net9.0/{name}.dll", $"lib/net9.0/{name}.xml"],
            Files(package));
        Assert.Equal(
            dependencies.Concat(dependencies).Order(StringComparer.Ordinal),
            Specification(package).Split("<dependency id=\"").Skip(1).Select(static rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tool_is_whole_and_runs()
    {
        string package = PackedFeed.Find("StaticNet.Tool", "nupkg");
        Assert.Equal(
            [
                "Google.Protobuf.dll", "Microsoft.CodeAnalysis.CSharp.dll", "Microsoft.CodeAnalysis.dll", "Spectre.Console.dll", "StaticNet.Generator.dll",
                "StaticNet.Import.dll", "StaticNet.Onnx.dll", "StaticNet.Tool.dll", "StaticNet.dll", "System.CommandLine.dll",
            ],
            Files(package).Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(static file => Path.GetFileName(file)));
        Assert.DoesNotContain(
            Files(package), static file => file.EndsWith(".xml", StringComparison.Ordinal) && !file.EndsWith("Settings.xml", StringComparison.Ordinal));
        Assert.Contains("<packageType name=\"DotnetTool\" />", Specification(package), StringComparison.Ordinal);

        string folder = RepositoryFolder.Path("artifacts", "feed-tool");
        ZipFile.ExtractToDirectory(package, folder, overwriteFiles: true);
        string weights = Path.Combine(folder, "flowers.safetensors");
        File.WriteAllBytes(weights, RuleWeights.OfFixed("SN0501").Content!);
        string code = Path.Combine(folder, "FlowerNet.cs");
        File.WriteAllText(code, "[Input(4)] [Dense(8), Relu] [Dense(3), Softmax] partial class FlowerNet;");
        CommandResult run = await CommandLine.Dotnet(folder, Path.Combine("tools", "net10.0", "any", "StaticNet.Tool.dll"), "fold", weights, "-d", code);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("the output moves by", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_in_src_that_is_packed_is_known()
    {
        string[] packed =
        [
            .. Directory.GetDirectories(RepositoryFolder.Path("src"))
                .Select(static folder => Path.Combine(folder, Path.GetFileName(folder) + ".csproj"))
                .Where(static project => !File.ReadAllText(project).Contains("<IsPackable>false", StringComparison.Ordinal))
                .Select(static project => Path.GetFileNameWithoutExtension(project)),
        ];

        Assert.Equal(PackedFeed.Packages.Order(StringComparer.Ordinal), packed.Order(StringComparer.Ordinal));
    }

    /// <summary>The library shows the repository's README, each of the others one of its own.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_readme_is_about_its_package(string name)
    {
        using ZipArchive package = ZipFile.OpenRead(PackedFeed.Find(name, "nupkg"));
        using var readme = new StreamReader(package.GetEntry("README.md")!.Open());

        Assert.Equal($"# {name}", readme.ReadLine());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is_and_has_its_symbols_beside_it(string name)
    {
        string specification = Specification(PackedFeed.Find(name, "nupkg"));

        Assert.Contains("<license type=\"expression\">MIT</license>", specification, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", specification, StringComparison.Ordinal);
        Assert.Contains("<icon>icon.png</icon>", specification, StringComparison.Ordinal);
        Assert.Contains("<description>", specification, StringComparison.Ordinal);
        Assert.DoesNotContain("<description>Package Description", specification, StringComparison.Ordinal);
        Assert.Contains("machine-learning", specification, StringComparison.Ordinal);
        string[] folders = name == "StaticNet.Tool" ? ["tools/net10.0/any"] : ["lib/net10.0", "lib/net9.0"];
        Assert.Equal(
            folders.Select(folder => $"{folder}/{name}.pdb"),
            Files(PackedFeed.Find(name, "snupkg")).Where(file => file.EndsWith($"/{name}.pdb", StringComparison.Ordinal)));
    }

    /// <summary>What is built elsewhere, at another time, has the same bytes: no file knows the folder it was built in, nor when.</summary>
    [Theory]
    [MemberData(nameof(PackageFiles))]
    public void Nothing_in_a_package_tells_where_and_when_it_was_built(string name, string extension)
    {
        string folder = RepositoryFolder.Path();
        using ZipArchive package = ZipFile.OpenRead(PackedFeed.Find(name, extension));
        Assert.All(package.Entries, static entry => Assert.Equal(new DateTime(2026, 1, 1), entry.LastWriteTime.Date));
        foreach (ZipArchiveEntry entry in package.Entries)
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
            Assert.True(bytes.IndexOf(Encoding.UTF8.GetBytes(folder)) < 0 && bytes.IndexOf(Encoding.Unicode.GetBytes(folder)) < 0, entry.FullName);
        }
    }

    /// <summary>Projects of the solution that are packed are those in src, unless they say otherwise.</summary>
    [Fact]
    public void Nothing_outside_of_src_is_a_package()
    {
        string[] projects =
        [
            .. File.ReadLines(RepositoryFolder.Path("StaticNet.sln"))
                .Where(static line => line.Contains(".csproj\"", StringComparison.Ordinal))
                .Select(static line => line.Split('"')[5].Replace('\\', '/')),
        ];

        Assert.Contains("src/StaticNet/StaticNet.csproj", projects);
        Assert.Contains("<IsPackable>false</IsPackable>", File.ReadAllText(RepositoryFolder.Path("Directory.Build.props")), StringComparison.Ordinal);
        Assert.All(
            projects.Where(static project => !project.StartsWith("src/", StringComparison.Ordinal)),
            static project => Assert.DoesNotContain("<IsPackable>true", File.ReadAllText(RepositoryFolder.Path(project.Split('/'))), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_project_builds_for_both_frameworks_and_runs()
    {
        CommandResult build = await PackedFeed.Build(Consumer);

        Assert.True(build.ExitCode == 0 && build.Problems.Count == 0, build.Output);
        foreach (string framework in new[] { "net9.0", "net10.0" })
        {
            CommandResult run = await CommandLine.Dotnet(Consumer, Path.Combine("bin", "Release", framework, "StaticNet.Consumer.dll"));
            Assert.Equal("5 epochs; Right and Left", run.Output.Trim());
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

    /// <summary>What a package holds beside the files that describe it to NuGet.</summary>
    private static IEnumerable<string> Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return
        [
            .. archive.Entries.Select(static entry => entry.FullName)
                .Where(static file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal))
                .Where(static file => file != "[Content_Types].xml" && !file.EndsWith(".nuspec", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Specification(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using var specification = new StreamReader(archive.Entries.Single(static entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        return specification.ReadToEnd();
    }
}
