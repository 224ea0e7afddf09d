using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>
/// Work, bytes and limits of the two main cases (Williams, Waterman and Patterson, "Roofline", CACM 52(4), 2009): no time can be shorter
/// than its arithmetic at the peak, nor than its bytes at the bandwidth of the cache that holds them.
/// </summary>
internal sealed class RooflineReport(Session session, bool markdown)
{
    private const int Batch = 128;

    public void Run(TextWriter output)
    {
        Samples[] peaks = session.Measure(0.5, [.. Machine.Peaks()]);
        var limits = new Table("limit of one core", "measured");
        foreach (Samples peak in peaks)
        {
            limits.Add(peak.Work.Name, Text.Rate(peak.Rate));
        }

        Dictionary<int, double> bandwidths = ((int[])[24, 512, 8 << 10, 256 << 10]).ToDictionary(static kilobytes => kilobytes, Bandwidth);
        foreach ((int kilobytes, double bandwidth) in bandwidths)
        {
            limits.Add($"reading {(kilobytes < 1024 ? $"{kilobytes} KB" : $"{kilobytes / 1024} MB")}", $"{Text.Digits(bandwidth)} GB/s");
        }

        limits.Write(output, markdown);
        WriteCases(output, peaks[0].Rate, bandwidths[512]);
    }

    private void WriteCases(TextWriter output, double peak, double bandwidth)
    {
        var network = new DigitNet(1);
        Predictor predictor = network.ToPredictor();
        var step = new TrainingWork($"training step, batch {Batch}, SGD", network, TrainingWork.Sgd, Batch);
        var prediction = new PredictionWork("prediction of one row", predictor, 1);
        Samples[] samples = session.Measure(2, step, prediction, Machine.Read("reading the weights", WeightMemory.Of(predictor)));
        var table = new Table(
            "784-256-128-64-10", "work", "bytes, each operand once", "work a byte", "arithmetic at the peak", "bytes from L2", "measured",
            "of the nearer limit");
        Add(samples[0], Cost.StepBytes(network.Layout, Batch), Cost.StepBytes(network.Layout, Batch) / bandwidth);
        Add(samples[1], Cost.WeightBytes(network.Layout), samples[2].Median);
        table.Write(output, markdown);

        void Add(Samples sample, double bytes, double memory)
        {
            double operations = sample.Work.Operations;
            double limit = Math.Max(operations / peak, memory);
            table.Add(
                sample.Work.Name, string.Create(CultureInfo.InvariantCulture, $"{operations / 1e6:0.###} MFLOP"),
                string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.##} MB"), $"{Text.Digits(operations / bytes)} FLOP",
                Text.Time(operations / peak), Text.Time(memory), Text.Time(sample), Text.Percent(limit / sample.Median));
        }
    }

    private double Bandwidth(int kilobytes)
    {
        // Written before it is read: the system gives memory that is all zero one page only.
        var block = new Arena(kilobytes * 256);
        block.Span.Fill(1);
        Work read = Machine.Read("read", block);
        return kilobytes * 1024 / session.Measure(0.2, read)[0].Median;
    }
}
