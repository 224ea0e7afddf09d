using System.Reflection;
using StaticNet.RandomTests.Comparison;

namespace StaticNet.RandomTests;

/// <summary>
/// The same networks with narrower vectors than the machine has, and with none: in processes of their own, since the choice is made when
/// code is compiled to the machine's.
/// </summary>
public sealed class VectorWidthTests
{
    private const string Image = "STATICNET_NETWORK_ASSEMBLY";
    private const int DefaultCount = 60;
    private const int LargestCount = 200;

    [Fact]
    public async Task RandomNetworksDoTheSameAtEveryWidth()
    {
        if (NarrowProcess.Bits is { } bits)
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
            string method = $"{typeof(VectorWidthTests).FullName}.{nameof(RandomNetworksDoTheSameAtEveryWidth)}";
            foreach (NarrowProcess process in NarrowProcess.All)
            {
                string summary = await process.Run(
                    method, line => line.Contains($" {count} networks, ", StringComparison.Ordinal), (Image, image),
                    (Settings.SeedVariable, $"{seed}"), (Settings.NetworksVariable, $"{count}"));
                Settings.Say(summary);
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
        Assert.Equal(bits, NarrowProcess.WidestBits);
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
}
