using StaticNet;

namespace BatchNormExperiments;

/// <summary>A curve of block characters, one an epoch: validation accuracy from 0 to 1.</summary>
internal static class Sparkline
{
    private const int Longest = 40;
    private const string Blocks = "▁▂▃▄▅▆▇█";

    public static string Of(IReadOnlyList<EpochRecord> epochs) => new([.. Thinned(epochs).Select(Block)]);

    private static IEnumerable<EpochRecord> Thinned(IReadOnlyList<EpochRecord> epochs)
    {
        int shown = Math.Min(Longest, epochs.Count);
        return Enumerable.Range(0, shown).Select(i => epochs[(int)((long)(i + 1) * epochs.Count / shown) - 1]);
    }

    private static char Block(EpochRecord epoch) =>
        (epoch.ValidationAccuracy ?? epoch.Accuracy) is double accuracy ? Blocks[Math.Clamp((int)(accuracy * Blocks.Length), 0, Blocks.Length - 1)] : ' ';
}
