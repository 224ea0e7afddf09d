using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using StaticNet.RandomTests.Comparison;

namespace StaticNet.RandomTests;

/// <summary>
/// The same networks with narrower vectors than the machine has, and with none: in processes of their own, since the choice is made when
/// code is compiled to the machine's.
/// </summary>
public sealed class VectorWidthTests
{
    private const string Bits = "STATICNET_VECTOR_BITS";
    private const string Image = "STATICNET_NETWORK_ASSEMBLY";
    private const int DefaultCount = 60;
    private const int LargestCount = 200;

    private static readonly (int Bits, string Variable)[] _narrower =
        [(256, "DOTNET_EnableAVX512"), (128, "DOTNET_EnableAVX2"), (0, "DOTNET_EnableHWIntrinsic")];

    private static int WidestBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    [Fact]
    public async Task RandomNetworksDoTheSameAtEveryWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(Bits), out int bits))
        {
            CheckAtWidth(bits);
            return;
        }

        int seed = Settings.Seed;
        int count = Math.Clamp(Settings.Networks(DefaultCount) / 5, 1, LargestCount);
        Settings.Say($"{Settings.SeedVariable}={seed} {Settings.NetworksVariable}={count}");
        string image = Path.Combine(AppContext.BaseDirectory, $"networks-{Environment.ProcessId}.dll");
        await File.WriteAllBytesAsync(image, TrialRunner.Compile(Trials(seed, count)), TestContext.Current.CancellationToken);
        try
        {
            foreach ((int narrower, string variable) in _narrower.Where(static width => width.Bits < WidestBits))
            {
                await RunChild(narrower, variable, image, seed, count);
            }
        }
        finally
        {
            File.Delete(image);
        }
    }

    /// <summary>What the processes do that the test starts.</summary>
    private static void CheckAtWidth(int bits)
    {
        Assert.Equal(bits, WidestBits);
        Trial[] trials = Trials(Settings.Seed, Settings.Networks(DefaultCount));
        var tally = new Tally();
        Exception?[] failures = TrialRunner.Check(trials, Assembly.LoadFrom(Environment.GetEnvironmentVariable(Image)!), tally);
        for (int i = 0; i < failures.Length; i++)
        {
            Assert.True(failures[i] is null, $"At {bits} bits: {failures[i]}\n{trials[i]}");
        }

        Settings.Say($"{(bits == 0 ? "scalar" : $"{bits} bits")}: {tally}");
    }

    private static Trial[] Trials(int seed, int count) => [.. Enumerable.Range(seed, count).Select(Trial.Draw)];

    private static async Task RunChild(int bits, string variable, string image, int seed, int count)
    {
        var watch = Stopwatch.StartNew();
        string method = $"{typeof(VectorWidthTests).FullName}.{nameof(RandomNetworksDoTheSameAtEveryWidth)}";
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(VectorWidthTests).Assembly.Location, "-noLogo", "-noColor", "-method", method },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[variable] = "0";
        start.Environment[Bits] = $"{bits}";
        start.Environment[Image] = image;
        start.Environment[Settings.SeedVariable] = $"{seed}";
        start.Environment[Settings.NetworksVariable] = $"{count}";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        string? summary = output.Split('\n').FirstOrDefault(line => line.Contains($" {count} networks, ", StringComparison.Ordinal));
        Assert.True(process.ExitCode == 0 && summary is not null, $"{variable}=0: exit code {process.ExitCode}\n{output}\n{await errors}");
        Settings.Say($"{variable}=0, {summary.Trim()}; {watch.Elapsed.TotalSeconds:F1} s");
    }
}
