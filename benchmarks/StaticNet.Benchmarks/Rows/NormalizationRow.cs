namespace StaticNet.Benchmarks;

/// <summary>BatchNorm with ReLU in training: at the speed of memory.</summary>
internal sealed class NormalizationRow : Row
{
    private static readonly int[] _cached = [128, 512, 2048, 4096];
    private static readonly int[] _beyond = [16_384, 65_536];

    public override string Work => "BatchNorm with ReLU, forward and backward, 256 columns";

    public override IEnumerable<Finding> Measure(Session session)
    {
        yield return Worst(session, "batches of 128 to 4,096, time over a copy of the same bytes", _cached, 1.5);
        yield return Worst(session, "batches of 16,384 and 65,536", _beyond, 2.5);
    }

    private static Finding Worst(Session session, string what, int[] batches, double target)
    {
        var ratios = new List<(double Ratio, string Detail)>();
        foreach (int batch in batches)
        {
            var memory = new NormalizationMemory(batch);
            Samples[] samples = session.Measure(0.5, new NormalizationWork(memory), new NormalizationCopy(memory));
            double ratio = samples[0].Over(samples[1]);
            ratios.Add((ratio, $"{Text.Digits(batch)}: {Text.Times(ratio)}, {Text.Time(samples[0])}"));
        }

        return Finding.AtMost(
            what, ratios.Max(static ratio => ratio.Ratio), target, Text.Times, string.Join("; ", ratios.Select(static ratio => ratio.Detail)));
    }
}
