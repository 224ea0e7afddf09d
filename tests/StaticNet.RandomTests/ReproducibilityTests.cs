using System.Reflection;
using StaticNet.RandomTests.Comparison;

namespace StaticNet.RandomTests;

/// <summary>
/// Reproducible networks give the same bits with vectors of every width and with none: initial values, training forward and backward, three
/// steps of every optimizer, and predictions. Each is reduced to a number, in this process and in narrower ones.
/// </summary>
public sealed class ReproducibilityTests
{
    private const string Image = "STATICNET_NETWORK_ASSEMBLY";
    private const int DefaultCount = 60;
    private const int LargestCount = 200;

    [Fact]
    public async Task EveryWidthGivesTheSameBits()
    {
        if (NarrowProcess.Bits is { } bits)
        {
            Assert.Equal(bits, NarrowProcess.WidestBits);
            Settings.Say(Digests(Trials(Settings.Seed, Settings.Networks(DefaultCount)), Environment.GetEnvironmentVariable(Image)!));
            return;
        }

        int seed = Settings.Seed;
        int count = Math.Clamp(Settings.Networks(DefaultCount) / 5, 1, LargestCount);
        Settings.Say($"{Settings.SeedVariable}={seed} {Settings.NetworksVariable}={count}");
        Trial[] trials = Trials(seed, count);
        string image = Path.Combine(AppContext.BaseDirectory, $"reproducible-{Environment.ProcessId}.dll");
        await File.WriteAllBytesAsync(image, TrialRunner.Compile(trials), TestContext.Current.CancellationToken);
        try
        {
            string expected = Digests(trials, image);
            string method = $"{typeof(ReproducibilityTests).FullName}.{nameof(EveryWidthGivesTheSameBits)}";
            foreach (NarrowProcess process in NarrowProcess.All)
            {
                string result = await process.Run(
                    method, static line => line.Contains(BitDigest.Mark, StringComparison.Ordinal), (Image, image),
                    (Settings.SeedVariable, $"{seed}"), (Settings.NetworksVariable, $"{count}"));
                string[] actual = Lines(result);
                string[] wanted = Lines(expected);
                Assert.Equal(wanted.Length, actual.Length);
                for (int i = 0; i < count; i++)
                {
                    Assert.True(wanted[i] == actual[i], $"{process.Variable}=0 gives other bits: {actual[i]}, not {wanted[i]}\n{trials[i]}");
                }

                Settings.Say($"{process.Variable}=0: {count} networks, the same bits");
            }
        }
        finally
        {
            File.Delete(image);
        }
    }

    private static string[] Lines(string text)
    {
        int start = text.IndexOf(BitDigest.Mark, StringComparison.Ordinal);
        int end = text.LastIndexOf(BitDigest.Mark, StringComparison.Ordinal);
        return text[(start + BitDigest.Mark.Length)..end].Split('|');
    }

    private static string Digests(Trial[] trials, string image)
    {
        var assembly = Assembly.LoadFrom(image);
        return BitDigest.Mark + string.Join('|', trials.Select((trial, i) => BitDigest.Of(trial, TrialRunner.Factory(assembly, i)))) + BitDigest.Mark;
    }

    private static Trial[] Trials(int seed, int count) =>
    [
        .. Enumerable.Range(seed, count).Select(Trial.Draw)
            .Select(static trial => trial with { Architecture = trial.Architecture with { IsReproducible = true } }),
    ];
}
