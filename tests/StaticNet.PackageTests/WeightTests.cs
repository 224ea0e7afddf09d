using System.Text.Json;

namespace StaticNet.PackageTests;

/// <summary>A user's project that carries its weights: listed in the project, checked by the compiler, found in the assembly.</summary>
public sealed class WeightTests(PackedFeed feed)
{
    private const string Program = """
        using System.Reflection;
        using StaticNet;

        Span<float> probabilities = stackalloc float[FlowerNet.OutputSize];
        FlowerNet.Pretrained.Predict([1, 2, 3, 4], probabilities);
        Console.WriteLine($"{probabilities[0]:F3} {string.Join(" ", Assembly.GetExecutingAssembly().GetManifestResourceNames())}");
        return FlowerNet.Pretrained.SubtractsInputCenter ? 1 : 0;

        [Input(4)]
        [Dense(8), Relu]
        [Dense(3), Softmax]
        public sealed partial class FlowerNet;

        [Pretrained("weights/de/flowers.de.safetensors")] partial class FlowerNet;
        """;

    private const string Weights = "weights/de/flowers.de.safetensors";

    [Fact]
    public async Task A_project_embeds_its_weights_and_runs()
    {
        Assert.NotEmpty(feed.Package);
        string folder = PackedFeed.NewProject("weights");
        Directory.CreateDirectory(Path.Combine(folder, "weights", "de"));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        PackedFeed.AddWeights(folder, Weights, new RuleWeights(IsListed: true, null));

        // Nothing is saved yet.
        CommandResult missing = await PackedFeed.Build(folder, "-f", "net10.0");
        string error = Assert.Single(missing.Problems);
        Assert.Contains($"error SN0502: Pretrained: '{Weights}' does not exist", error, StringComparison.Ordinal);

        // An editor's build, which compiles nothing.
        File.WriteAllBytes(Path.Combine(folder, Weights), RuleWeights.OfFixed("SN0501").Content!);
        CommandResult items = await CommandLine.Dotnet(
            folder, "msbuild", "-t:Compile", "-p:Configuration=Release", "-p:TargetFramework=net10.0", "-p:DesignTimeBuild=true",
            "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-getItem:AdditionalFiles,EmbeddedResource");
        using JsonDocument listed = JsonDocument.Parse(items.Output);
        JsonElement all = listed.RootElement.GetProperty("Items");
        string manifest = Assert.Single(all.GetProperty("AdditionalFiles").EnumerateArray()).GetProperty("FullPath").GetString()!;
        Assert.Equal(
            "StaticNet.Weights/" + Weights, Assert.Single(all.GetProperty("EmbeddedResource").EnumerateArray()).GetProperty("LogicalName").GetString());
        string described = File.ReadAllText(manifest);
        Assert.Contains($"\nfile\t{Weights}\n", described, StringComparison.Ordinal);

        // It builds, and the resource is no satellite although its name looks like one's.
        DateTime written = File.GetLastWriteTimeUtc(manifest);
        CommandResult build = await PackedFeed.Build(folder, "-f", "net10.0");
        Assert.True(build.ExitCode == 0 && build.Problems.Count == 0, build.Output);
        Assert.Equal(written, File.GetLastWriteTimeUtc(manifest));
        CommandResult run = await CommandLine.Dotnet(folder, Path.Combine("bin", "Release", "net10.0", "weights.dll"));
        Assert.Equal("0.333 StaticNet.Weights/" + Weights, run.Output.Trim());
        Assert.Equal(0, run.ExitCode);

        // Another file, though it is older, is seen.
        File.WriteAllBytes(Path.Combine(folder, Weights), RuleWeights.OfBroken("SN0504").Content!);
        File.SetLastWriteTimeUtc(Path.Combine(folder, Weights), written.AddDays(-1));
        CommandResult broken = await PackedFeed.Build(folder, "-f", "net10.0");
        Assert.Contains("error SN0504", Assert.Single(broken.Problems), StringComparison.Ordinal);
    }
}
