namespace StaticNet.Benchmarks;

/// <summary>BatchNorm behind the activation, folded into the next layer.</summary>
internal sealed class SmallNetRow : Row
{
    private const double CompiledC = 51;

    public override string Work => "prediction of one row, 30-64-32-1 with BatchNorm after the activation";

    public override IEnumerable<Finding> Measure(Session session)
    {
        Samples[] samples = session.Measure(
            0.8, new TinyNetWork.SmallNetProbability(new SmallNet(1).ToPredictor()), new PlainNetwork(30, 64, 32, 1));
        PeerTime? compiled = session.Peers.Prediction("static C", "N3", 1);
        yield return ReferenceTime.Finding("probability", samples[0], 40, compiled, CompiledC);
        yield return Finding.Peer("compiled C", samples[0], compiled, 1);
        yield return Finding.Peer("RTNeural", samples[0], session.Peers.Prediction("RTNeural", "N3", 1), 1);
        yield return Finding.Shown("plain loops beside it", $"{Text.Times(samples[1].Over(samples[0]))} as fast ({Text.Time(samples[1])})");
    }
}
