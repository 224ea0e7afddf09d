using System.Diagnostics;
using StaticNet.RandomTests.Comparison;

namespace StaticNet.RandomTests;

/// <summary>
/// Networks that nobody wrote, against the interpreter. <c>STATICNET_SEED</c> chooses them, <c>STATICNET_NETWORKS</c> says how many; the
/// seed of one network, with a count of 1, runs that network again.
/// </summary>
public sealed class RandomNetworkTests
{
    private const int DefaultCount = 60;
    private const int NetworksPerCompilation = 30;

    // Of some networks rounding leaves little, so only many of them say whether bounds are tight.
    private const int ManyNetworks = 50;
    private const double LeastSharpShare = 0.5;

    [Fact]
    public void RandomNetworksDoWhatTheInterpreterDoes()
    {
        int seed = Settings.Seed;
        int count = Settings.Networks(DefaultCount);
        Settings.Say($"{Settings.SeedVariable}={seed} {Settings.NetworksVariable}={count}");
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        var failed = new List<(int Seed, Trial Trial, Exception Failure)>();
        for (int first = seed; first < seed + count; first += NetworksPerCompilation)
        {
            Trial[] trials = [.. Enumerable.Range(first, Math.Min(NetworksPerCompilation, seed + count - first)).Select(Trial.Draw)];
            Exception?[] failures = TrialRunner.Run(trials, tally);
            for (int i = 0; i < failures.Length; i++)
            {
                if (failures[i] is { } failure)
                {
                    Settings.Say($"{Settings.SeedVariable}={first + i} {Settings.NetworksVariable}=1: {failure.Message}");
                    failed.Add((first + i, trials[i], failure));
                }
            }
        }

        Settings.Say($"{tally}; {watch.Elapsed.TotalSeconds:F1} s");
        Assert.True(count < ManyNetworks || tally.SharpColumns >= LeastSharpShare * tally.Columns, "Too much is allowed for a comparison to mean much.");
        if (failed.Count > 0)
        {
            (int failedSeed, Trial trial, Exception failure) = failed[0];
            (Trial smallest, Exception smallestFailure) = Shrinking.Run(trial, failure);
            Assert.Fail(
                $"{failed.Count} of {count} networks failed, the first of them again with {Settings.SeedVariable}={failedSeed} "
                + $"{Settings.NetworksVariable}=1.\n"
                + $"The smallest network like it that fails:\n{smallest}\n{smallestFailure}");
        }
    }
}
