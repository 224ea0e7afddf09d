namespace StaticNet.Benchmarks;

/// <summary>What it brings to skip zeros of the input on images that are mostly paper, and what it costs where there are none.</summary>
internal sealed class SparseRow : Row
{
    private const int Batch = 128;
    private const int Images = 16;

    public override string Work => "sparse input, 784-[256-128-64, BatchNorm, ReLU]-10";

    public override IEnumerable<Finding> Measure(Session session)
    {
        const string Step = "MNIST, training step, times as fast as dense";
        const string One = "MNIST, one row, times as fast as dense";
        if (session.HasMnist)
        {
            float[] pixels = MnistPixels.Of(session.Mnist.Train, Batch);
            double share = (double)pixels.Count(static pixel => pixel != 0) / pixels.Length;
            (Samples dense, Samples sparse) = Steps(session, pixels);
            yield return Finding.AtLeast(Step, dense.Over(sparse), 1.8, Text.Times, $"{Text.Time(sparse)}; {Text.Percent(share)} of the pixels are not 0");
            (dense, sparse) = Predictions(session, pixels[..(Images * DigitNet.InputSize)]);
            yield return Finding.AtLeast(One, dense.Over(sparse), 1.5, Text.Times, Text.Time(sparse));
        }
        else
        {
            yield return Finding.NotMeasured(Step, $">= {Text.Times(1.8)}", "no MNIST files");
            yield return Finding.NotMeasured(One, $">= {Text.Times(1.5)}", "no MNIST files");
        }

        float[] full = RandomValues.Array(Batch * DigitNet.InputSize);
        (Samples denseStep, Samples sparseStep) = Steps(session, full);
        yield return Finding.AtMost("no zeros, training step over dense", sparseStep.Over(denseStep), 1.1, Text.Times, Text.Time(sparseStep));
        (Samples denseRow, Samples sparseRow) = Predictions(session, full[..(Images * DigitNet.InputSize)]);
        yield return Finding.AtMost("no zeros, one row over dense", sparseRow.Over(denseRow), 1.1, Text.Times, Text.Time(sparseRow));
    }

    private static (Samples Dense, Samples Sparse) Steps(Session session, float[] features)
    {
        Samples[] samples = session.Measure(
            1.5, new TrainingWork("dense", new DigitNet(1), TrainingWork.Sgd, Batch, features),
            new TrainingWork("sparse", new SparseDigitNet(1), TrainingWork.Sgd, Batch, features));
        return (samples[0], samples[1]);
    }

    private static (Samples Dense, Samples Sparse) Predictions(Session session, float[] features)
    {
        Samples[] samples = session.Measure(
            0.6, new PredictionWork("dense", new DigitNet(1).ToPredictor(), 1, features),
            new PredictionWork("sparse", new SparseDigitNet(1).ToPredictor(), 1, features));
        return (samples[0], samples[1]);
    }
}
