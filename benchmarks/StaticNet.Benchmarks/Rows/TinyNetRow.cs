namespace StaticNet.Benchmarks;

/// <summary>A network of a few nanoseconds.</summary>
internal sealed class TinyNetRow : Row
{
    private const double CompiledC = 22;

    public override string Work => "prediction of one row through the public API, 4-16-8-3";

    public override IEnumerable<Finding> Measure(Session session)
    {
        TinyNet.Predictor predictor = new TinyNet(1).ToPredictor();
        TinyLogitsNet.Predictor logits = new TinyLogitsNet(1).ToPredictor();
        Samples[] samples = session.Measure(
            1.5, new TinyNetWork.Logits(logits), new TinyNetWork.Classes(predictor), new TinyNetWork.Probabilities(predictor),
            new TinyNetWork.DependentProbabilities(predictor), new PlainNetwork(4, 16, 8, 3));
        (Samples fastest, Samples probabilities) = (samples[0].Median < samples[1].Median ? samples[0] : samples[1], samples[2]);
        PeerTime? compiled = session.Peers.Prediction("static C", "N2", 1);

        yield return ReferenceTime.Finding("logits or Classify", fastest, 8, compiled, CompiledC);
        yield return Finding.Shown("logits, Classify", $"{Text.Time(samples[0])}, {Text.Time(samples[1])}");
        yield return ReferenceTime.Finding("probabilities", probabilities, 14, compiled, CompiledC);
        yield return Finding.Peer("probabilities, compiled C", probabilities, compiled, 1);
        yield return Finding.Peer("probabilities, RTNeural", probabilities, session.Peers.Prediction("RTNeural", "N2", 1), 1);
        yield return Finding.Shown("probabilities, each call waiting for the one before", Text.Time(samples[3]));
        yield return Finding.Shown("plain loops beside it", $"{Text.Times(samples[4].Over(probabilities))} as fast ({Text.Time(samples[4])})");
    }
}
