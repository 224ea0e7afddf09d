using System.Globalization;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>
/// Attribute lists drawn at random, sound and spoiled. <c>STATICNET_MUTATIONS</c> and <c>STATICNET_SEED</c> in the environment ask for more of
/// them, or others.
/// </summary>
public sealed class MutationTests
{
    [Fact]
    public async Task Whatever_is_declared_there_is_an_error_or_a_network()
    {
        int count = Setting("STATICNET_MUTATIONS", 240);
        int seed = Setting("STATICNET_SEED", 1);
        var mutation = new NetworkMutation(new Random(seed));
        IReadOnlyList<NetworkOutcome> outcomes = await NetworkBatch.Build([.. Enumerable.Range(0, count).Select(i => mutation.Next(i % 4))]);

        Assert.All(outcomes, static outcome => outcome.AssertSound());
        NetworkOutcome[] valid = [.. outcomes.Where(static outcome => outcome.IsCSharp)];
        int whole = valid.Count(static outcome => outcome.IsWhole);
        TestContext.Current.SendDiagnosticMessage(
            $"Seed {seed}: of {count} networks {whole} whole, {valid.Length - whole} reported, {count - valid.Length} no C#.");
        Assert.InRange(whole, count / 6, count);
        Assert.InRange(valid.Length - whole, count / 6, count);
        Assert.InRange(count - valid.Length, count / 12, count);
    }

    private static int Setting(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : fallback;
}
