namespace StaticNet.Benchmarks;

/// <summary>The prediction of a single sample: as long as it takes to read the weights.</summary>
internal sealed class OneRowRow : Row
{
    public override string Work => "prediction of one row, 784-256-128-64-10";

    public override IEnumerable<Finding> Measure(Session session)
    {
        DigitNet.Predictor predictor = new DigitNet(1).ToPredictor();
        var prediction = new PredictionWork("prediction", predictor, 1);
        Samples[] samples = session.Measure(
            2, prediction, Machine.Read("reading the weights", WeightMemory.Of(predictor)), new PlainNetwork(784, 256, 128, 64, 10));
        Samples one = samples[0];
        yield return Finding.AtMost(
            "time over that of reading the weights once", one.Over(samples[1]), 1.15, Text.Times, $"{Text.Time(one)} over {Text.Time(samples[1])}");
        yield return Finding.Peer("RTNeural (Eigen)", one, session.Peers.Prediction("RTNeural EIGEN", "N1", 1), 1);
        yield return Finding.Peer("ONNX Runtime", one, session.Peers.Prediction("ORT", "N1", 1), 1.5);
        yield return Finding.Peer("compiled C", one, session.Peers.Prediction("static C", "N1", 1), 1) with { Verdict = Verdict.Shown, Target = "" };
        yield return Finding.Shown("plain loops beside it", $"{Text.Times(samples[2].Over(one))} as fast");

        Samples single = Interleaved.MeasureSingleCalls(prediction, 40_000);
        yield return Finding.AtMost(
            "99th percentile over the median, call by call", single.Percentile(99) / single.Median, 1.5, Text.Times,
            $"{Text.Time(single.Percentile(99))} over {Text.Time(single.Median)}");
    }
}
