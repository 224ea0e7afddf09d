namespace StaticNet.Benchmarks;

/// <summary>A step of plain gradient descent on the 784 net, on one thread and two.</summary>
internal sealed class DigitTrainingRow : Row
{
    private const int Batch = 128;

    public override string Work => "training step 784-[256-128-64, BatchNorm, ReLU]-10, batch 128, SGD";

    public override IEnumerable<Finding> Measure(Session session)
    {
        Samples[] samples = session.Measure(
            4, Machine.Peak(), new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, Batch),
            new TrainingWork("step on 2 threads", new DigitNet(1), TrainingWork.Sgd, Batch, threads: 2));
        (Samples peak, Samples step, Samples shared) = (samples[0], samples[1], samples[2]);
        yield return Finding.AtLeast(
            "1 thread, share of the multiply-add peak", step.ShareOf(peak), 0.95, Text.Percent, $"{Text.Time(step)}; peak {Text.Rate(peak.Rate)}");
        yield return Finding.Absolute("1 thread, time", step, 0.55e6, decides: false);
        yield return Finding.Peer("1 thread, torch's best", step, session.Peers.Step("torch SGD", "N1", Batch, threads: 1), 1.6);
        yield return Environment.ProcessorCount < 2
            ? Finding.NotMeasured("2 threads, times as fast as 1", $">= {Text.Times(1.8)}", "one core")
            : Finding.AtLeast("2 threads, times as fast as 1", step.Over(shared), 1.8, Text.Times, Text.Time(shared));
        yield return Finding.Peer("2 threads, torch's best", shared, session.Peers.Step("torch SGD", "N1", Batch, threads: 2), 2.1);
    }
}
