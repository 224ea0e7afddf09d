using System.Globalization;

namespace StaticNet.RandomTests;

/// <summary>Which networks are drawn, and how many.</summary>
internal static class Settings
{
    public const string SeedVariable = "STATICNET_SEED";
    public const string NetworksVariable = "STATICNET_NETWORKS";

    /// <summary>The first network's seed; the others count on from it. Drawn where none is given.</summary>
    public static int Seed { get; } = Number(SeedVariable) ?? Random.Shared.Next(1_000_000_000);

    public static int Networks(int fallback) => Number(NetworksVariable) ?? fallback;

    /// <summary>Prints at once, and into the test's report.</summary>
    public static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value)
            ? value
            : null;
}
