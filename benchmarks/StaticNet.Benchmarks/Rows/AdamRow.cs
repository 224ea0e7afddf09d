namespace StaticNet.Benchmarks;

/// <summary>What Adam costs more than plain gradient descent.</summary>
internal sealed class AdamRow : Row
{
    private const int Batch = 128;

    public override string Work => "the same with Adam";

    public override IEnumerable<Finding> Measure(Session session)
    {
        Samples[] samples = session.Measure(
            4, new TrainingWork("SGD", new DigitNet(1), TrainingWork.Sgd, Batch), new TrainingWork("Adam", new DigitNet(1), TrainingWork.Adam, Batch),
            new TrainingWork("Adam on 2 threads", new DigitNet(1), TrainingWork.Adam, Batch, threads: 2));
        yield return Finding.AtMost("1 thread, time over SGD's", samples[1].Over(samples[0]), 1.08, Text.Times, Text.Time(samples[1]));
        yield return Finding.Peer("1 thread, torch's best", samples[1], session.Peers.Step("torch Adam", "N1", Batch, threads: 1), 2);
        yield return Finding.Peer("2 threads, torch's best", samples[2], session.Peers.Step("torch Adam", "N1", Batch, threads: 2), 2);
    }
}
