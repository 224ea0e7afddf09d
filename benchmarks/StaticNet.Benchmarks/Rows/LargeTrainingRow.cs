namespace StaticNet.Benchmarks;

/// <summary>A network whose weights do not fit the second-level cache.</summary>
internal sealed class LargeTrainingRow : Row
{
    private const double Target = 0.91;

    public override string Work => "training step 1024-1024-1024-1024-1000, BatchNorm, ReLU, SGD";

    public override IEnumerable<Finding> Measure(Session session)
    {
        foreach (int batch in (int[])[128, 1024])
        {
            Samples[] samples = session.Measure(
                batch == 128 ? 2 : 4, Machine.Peak(), new TrainingWork("step", new LargeNet(1), TrainingWork.Sgd, batch),
                new TrainingWork("step on 2 threads", new LargeNet(1), TrainingWork.Sgd, batch, threads: 2));
            (Samples step, Samples shared) = (samples[1], samples[2]);
            yield return Finding.AtLeast(
                $"batch {batch}, share of the multiply-add peak", step.ShareOf(samples[0]), Target, Text.Percent, Text.Time(step));
            yield return Finding.Peer($"batch {batch}, torch's best", step, session.Peers.Step("torch SGD", "N4", batch, threads: 1), 1);
            yield return Finding.Shown($"batch {batch}, 2 threads, times as fast as 1", Text.Times(step.Over(shared)), Text.Time(shared));
            yield return Finding.Peer($"batch {batch}, 2 threads, torch's best", shared, session.Peers.Step("torch SGD", "N4", batch, threads: 2), 1);
        }
    }
}
