using StaticNet.PackageTests;

[assembly: AssemblyFixture(typeof(PackedFeed))]

namespace StaticNet.PackageTests;

/// <summary>The packages, packed as they are released, in a feed of their own. The consumer's nuget.config points to it.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    /// <summary>All that is released; <c>StaticNet</c> first, since others depend on it.</summary>
    public static string[] Packages { get; } = ["StaticNet", "StaticNet.Reports", "StaticNet.Data", "StaticNet.Import", "StaticNet.Onnx", "StaticNet.Tool"];

    /// <summary>The library's package.</summary>
    public string Package { get; private set; } = "";

    /// <summary>The library's package's generator, analyzers and fixes.</summary>
    internal NetworkTools Tools { get; private set; } = null!;

    /// <summary>Where NuGet unpacks it.</summary>
    private static string Cache => RepositoryFolder.Path("artifacts", "feed-cache");

    private static string Feed => RepositoryFolder.Path("artifacts", "feed");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Delete(Feed);
        Delete(Path.Combine(Cache, "staticnet"));
        foreach (string project in Packages)
        {
            CommandResult packed = await CommandLine.Dotnet(
                RepositoryFolder.Path("src", project), "pack", "-c", "Release", "-o", Feed, "--nologo", "-v", "quiet");
            Assert.True(packed.ExitCode == 0 && packed.Problems.Count == 0, packed.Output);
        }

        Package = Find("StaticNet", "nupkg");
        Tools = PackedTools.Load(Package);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The one file of a package in the feed: <c>nupkg</c>, or <c>snupkg</c> for its symbols.</summary>
    internal static string Find(string package, string extension) => Assert.Single(
        Directory.GetFiles(Feed, $"{package}.*.{extension}"),
        file => char.IsAsciiDigit(Path.GetFileName(file)[package.Length + 1]) && file.EndsWith($".{extension}", StringComparison.Ordinal));

    /// <summary>Builds a project that refers to the package. Reference assemblies of .NET are taken from the user's cache, if they are there.</summary>
    internal static async Task<CommandResult> Build(string folder, params string[] properties)
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] fallback = Directory.Exists(packages) ? [$"-p:RestoreAdditionalProjectFallbackFolders={packages}"] : [];
        return await CommandLine.Dotnet(folder, ["build", "-c", "Release", "--nologo", "--force", .. fallback, .. properties]);
    }

    /// <summary>An empty project as deep in the repository as the consumer, so that it finds the package as that does.</summary>
    internal static string NewProject(string name)
    {
        string folder = RepositoryFolder.Path("artifacts", name);
        Delete(folder);
        Directory.CreateDirectory(folder);
        string consumer = RepositoryFolder.Path("tests", "StaticNet.Consumer");
        foreach (string file in new[] { "nuget.config", "Directory.Build.props", "Directory.Packages.props" })
        {
            File.Copy(Path.Combine(consumer, file), Path.Combine(folder, file));
        }

        File.Copy(Path.Combine(consumer, "StaticNet.Consumer.csproj"), Path.Combine(folder, name + ".csproj"));
        return folder;
    }

    /// <summary>Puts a file of weights into a project's folder and lists it, each if it is to be.</summary>
    internal static void AddWeights(string folder, string name, RuleWeights weights)
    {
        if (weights.Content is { } content)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        if (weights.IsListed)
        {
            string project = Directory.GetFiles(folder, "*.csproj").Single();
            File.WriteAllText(
                project,
                File.ReadAllText(project).Replace(
                    "</Project>", $"  <ItemGroup>\n    <NetworkWeights Include=\"{name}\" />\n  </ItemGroup>\n</Project>", StringComparison.Ordinal));
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
