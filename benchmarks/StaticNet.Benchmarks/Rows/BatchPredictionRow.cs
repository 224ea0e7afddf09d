namespace StaticNet.Benchmarks;

/// <summary>Predictions of many rows: at the peak of arithmetic, in scratch memory that does not grow.</summary>
internal sealed class BatchPredictionRow : Row
{
    private const int Largest = 1_000_000;

    private static readonly int[] _small = [4, 8, 16, 32];
    private static readonly int[] _large = [64, 256, 1024, 10_000];

    public override string Work => "prediction of 2 to 1,000,000 rows, 784-256-128-64-10";

    public override IEnumerable<Finding> Measure(Session session)
    {
        DigitNet.Predictor predictor = new DigitNet(1).ToPredictor();
        yield return Finding.Shown("2 rows, share of the multiply-add peak", Shares(session, predictor, [2]).Single().Detail);
        yield return Worst("4 to 32 rows, share of the multiply-add peak", Shares(session, predictor, _small), 0.85);
        yield return Worst("64 to 10,000 rows, share of the multiply-add peak", Shares(session, predictor, _large), 0.94);
        yield return Million(predictor);
        foreach (int batch in (int[])[64, 256])
        {
            Samples[] samples = session.Measure(0.4, new PredictionWork("prediction", predictor, batch));
            yield return Finding.Peer($"{batch} rows, ONNX Runtime", samples[0], session.Peers.Prediction("ORT", "N1", batch), 1);
        }

        yield return Finding.AtMost(
            "bytes allocated", Allocated(predictor), 0, Text.Digits, $"scratch of {predictor.WorkspaceLength * sizeof(float):#,0} bytes");
    }

    private static Finding Worst(string what, (double Share, string Detail)[] shares, double target) =>
        Finding.AtLeast(what, shares.Min(static share => share.Share), target, Text.Percent, string.Join(", ", shares.Select(static share => share.Detail)));

    private static (double Share, string Detail)[] Shares(Session session, Predictor predictor, int[] batches)
    {
        Work[] works = [Machine.Peak(), .. batches.Select(batch => new PredictionWork($"{batch:#,0}", predictor, batch))];
        Samples[] samples = session.Measure(0.35 * works.Length, works);
        return [.. samples[1..].Select(sample => (sample.ShareOf(samples[0]), $"{sample.Work.Name}: {Text.Percent(sample.ShareOf(samples[0]))}"))];
    }

    /// <summary>A single call over 3 GB of input, the peak taken right before and after it.</summary>
    private static Finding Million(Predictor predictor)
    {
        const string What = "1,000,000 rows, share of the multiply-add peak";
        const double Target = 0.94;
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < 4L * sizeof(float) * Largest * DigitNet.InputSize / 2)
        {
            return Finding.NotMeasured(What, $">= {Text.Percent(Target)}", "not enough memory");
        }

        float[] block = RandomValues.Array(10_000 * DigitNet.InputSize);
        float[] input = GC.AllocateUninitializedArray<float>(Largest * DigitNet.InputSize);
        for (int filled = 0; filled < input.Length; filled += block.Length)
        {
            block.CopyTo(input, filled);
        }

        Samples peakBefore = Interleaved.Measure(0.1, Machine.Peak())[0];
        Samples prediction = Interleaved.MeasureOnce(new PredictionWork("prediction", predictor, Largest, input));
        Samples peakAfter = Interleaved.Measure(0.1, Machine.Peak())[0];
        double share = prediction.Rate / ((peakBefore.Rate + peakAfter.Rate) / 2);
        return Finding.AtLeast(What, share, Target, Text.Percent, $"{Text.Time(prediction.Median)}, {Text.Digits(Largest / prediction.Median * 1e9)} rows/s");
    }

    private static double Allocated(Predictor predictor)
    {
        Work[] works = [.. ((int[])[1, 2, 7, 64, 1000]).Select(batch => new PredictionWork($"{batch}", predictor, batch))];
        foreach (Work work in works)
        {
            work.Run(1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (Work work in works)
        {
            work.Run(100);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
