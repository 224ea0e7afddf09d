using System.Diagnostics;
using System.Globalization;

namespace StaticNet.Generator.Benchmarks.Weights;

/// <summary>A program with many networks, of which each run asks one: what the first prediction of a process takes.</summary>
internal sealed class StartProject
{
    private const int Runs = 15;

    private readonly string _folder;

    /// <summary>Writes the program: the networks, what the generator made of them, and their files.</summary>
    public StartProject(string folder, IReadOnlyDictionary<CarriedNetwork, string> networks)
    {
        _folder = folder;
        foreach ((string name, string text) in networks.SelectMany(static pair => pair.Key.Sources(pair.Value)))
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program(networks.Keys));
        File.WriteAllText(Path.Combine(folder, "Start.csproj"), Project(networks));
    }

    /// <summary>Publishes it.</summary>
    /// <returns>Microseconds that the first prediction of a network takes in a process of its own: the median.</returns>
    public Func<CarriedNetwork, Cultures, double> Publish(bool aheadOfTime)
    {
        string output = Path.Combine(_folder, aheadOfTime ? "native" : "managed");
        Run(
            "dotnet", Cultures.All, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", aheadOfTime ? "true" : "false",
            $"-p:AheadOfTime={aheadOfTime}", "-o", output, _folder);
        return (network, cultures) => Times.Median(Enumerable.Range(0, Runs).Select(_ =>
            double.Parse(Run(Path.Combine(output, "Start"), cultures, network.Name), CultureInfo.InvariantCulture)));
    }

    private static string Run(string program, Cultures cultures, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = cultures == Cultures.Invariant ? "1" : "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }

    private static string Program(IEnumerable<CarriedNetwork> networks) => $$"""
        using System;
        using System.Diagnostics;
        using System.Globalization;

        long start = Stopwatch.GetTimestamp();
        var input = new float[16];
        _ = args[0] switch
        {
        {{string.Join('\n', networks.Select(static network => $"    \"{network.Name}\" => {network.Name}.Pretrained.Classify(input),"))}}
            _ => throw new ArgumentException(args[0]),
        };
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMicroseconds.ToString(CultureInfo.InvariantCulture));

        """;

    private static string Project(IReadOnlyDictionary<CarriedNetwork, string> networks) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net9.0</TargetFramework>
            <RollForward>Major</RollForward>
            <Nullable>enable</Nullable>
            <PublishAot>$(AheadOfTime)</PublishAot>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="{Library()}" />
        {string.Join('\n', networks.Select(static pair => $"    <EmbeddedResource Include=\"{pair.Value}\" LogicalName=\"{pair.Key.ResourceName}\" WithCulture=\"false\" />"))}
          </ItemGroup>
        </Project>

        """;

    /// <summary>The library's project, in the repository that this program was built in.</summary>
    private static string Library()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StaticNet.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException($"There is no StaticNet.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder, "src", "StaticNet", "StaticNet.csproj");
    }
}
