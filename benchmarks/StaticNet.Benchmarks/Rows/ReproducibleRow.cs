namespace StaticNet.Benchmarks;

/// <summary>What the same bits on every processor cost: products that are not fused into sums.</summary>
internal sealed class ReproducibleRow : Row
{
    private const double Target = 1.15;

    public override string Work => "reproducible mode, 784-[256-128-64, BatchNorm, ReLU]-10";

    public override IEnumerable<Finding> Measure(Session session)
    {
        yield return Compare(
            session, "training step, batch 128, time over the default mode's", 2, new TrainingWork("default", new DigitNet(1), TrainingWork.Sgd, 128),
            new TrainingWork("reproducible", new ReproducibleDigitNet(1), TrainingWork.Sgd, 128));
        (Predictor fast, Predictor exact) = (new DigitNet(1).ToPredictor(), new ReproducibleDigitNet(1).ToPredictor());
        foreach (int rows in (int[])[256, 1])
        {
            yield return Compare(
                session, $"prediction, {(rows == 1 ? "1 row" : $"{rows} rows")}, time over the default mode's", 0.8, new PredictionWork("default", fast, rows),
                new PredictionWork("reproducible", exact, rows));
        }
    }

    private static Finding Compare(Session session, string what, double seconds, Work fast, Work exact)
    {
        Samples[] samples = session.Measure(seconds, fast, exact);
        return Finding.AtMost(what, samples[1].Over(samples[0]), Target, Text.Times, Text.Time(samples[1]));
    }
}
