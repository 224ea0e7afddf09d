namespace StaticNet.Benchmarks;

/// <summary>A step of plain gradient descent on the 784 net, on one thread and two.</summary>
internal sealed class DigitTrainingRow : Row
{
    private const int Batch = 128;

    public override string Work => "training step 784-[256-128-64, BatchNorm, ReLU]-10, batch 128, SGD";

    public override IEnumerable<Finding> Measure(Session session)
    {
        Samples[] samples = session.Measure(3, Machine.Peak(), new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, Batch));
        (Samples peak, Samples step) = (samples[0], samples[1]);
        yield return Finding.AtLeast(
            "1 thread, share of the multiply-add peak", step.ShareOf(peak), 0.95, Text.Percent, $"{Text.Time(step)}; peak {Text.Rate(peak.Rate)}");
        yield return Finding.Absolute("1 thread, time", step, 0.55e6, decides: false);
        yield return Finding.Peer("1 thread, torch's best", step, session.Peers.Step("torch SGD", "N1", Batch, threads: 1), 1.6);
    }
}
