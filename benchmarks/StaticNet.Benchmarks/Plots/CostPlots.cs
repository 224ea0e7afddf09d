namespace StaticNet.Benchmarks;

/// <summary>How the cost of training and predicting grows with the size of the network, the batch and the number of threads.</summary>
internal sealed class CostPlots(Session session)
{
    private const int Batch = 128;
    private const string Microseconds = "microseconds";

    /// <summary>Measures and draws all charts into <paramref name="folder"/>.</summary>
    public void Draw(DirectoryInfo folder, TextWriter output)
    {
        folder.Create();
        Save("width.svg", Width());
        Save("depth.svg", Depth());
        Save("batch.svg", BatchSize());
        Save("threads.svg", Threads());

        void Save(string name, string svg)
        {
            string path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, svg);
            output.WriteLine(path);
        }
    }

    private string Width() => Growth(
        new Chart($"Cost and width: 256-[w, BatchNorm, ReLU]-[w, BatchNorm, ReLU]-10", "width w of the two hidden layers", Microseconds),
        [
            (32, new Width32Net(1)), (64, new Width64Net(1)), (128, new Width128Net(1)), (256, new Width256Net(1)), (512, new Width512Net(1)),
            (1024, new Width1024Net(1)),
        ]);

    private string Depth() => Growth(
        new Chart("Cost and depth: 128-[128, BatchNorm, ReLU] d times-10", "number d of hidden layers", Microseconds),
        [(1, new Depth1Net(1)), (2, new Depth2Net(1)), (4, new Depth4Net(1)), (8, new Depth8Net(1)), (16, new Depth16Net(1))]);

    private string Growth(Chart chart, (int Size, Network Network)[] networks)
    {
        var steps = new List<(double, double)>();
        var stepLimits = new List<(double, double)>();
        var predictions = new List<(double, double)>();
        var predictionLimits = new List<(double, double)>();
        foreach ((int size, Network network) in networks)
        {
            var step = new TrainingWork("step", network, TrainingWork.Sgd, Batch);
            var prediction = new PredictionWork("prediction", network.ToPredictor(), 1);
            Samples[] samples = session.Measure(0.6, Machine.Peak(), step, prediction);
            double peak = samples[0].Rate;
            steps.Add((size, samples[1].Median / 1e3));
            stepLimits.Add((size, step.Operations / peak / 1e3));
            predictions.Add((size, samples[2].Median / 1e3));
            predictionLimits.Add((size, prediction.Operations / peak / 1e3));
        }

        return chart.Draw(
            new Series($"training step, batch {Batch}", steps), new Series("its arithmetic at the peak", stepLimits, IsLimit: true),
            new Series("prediction of one row", predictions), new Series("its arithmetic at the peak", predictionLimits, IsLimit: true));
    }

    private string BatchSize()
    {
        var steps = new List<(double, double)>();
        var predictions = new List<(double, double)>();
        var stepLimits = new List<(double, double)>();
        var predictionLimits = new List<(double, double)>();
        Predictor predictor = new DigitNet(1).ToPredictor();
        foreach (int batch in (int[])[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048])
        {
            var prediction = new PredictionWork("prediction", predictor, batch);
            var step = new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, Math.Max(batch, 2));
            Samples[] samples = session.Measure(0.6, Machine.Peak(), prediction, step);
            double peak = samples[0].Rate;
            predictions.Add((batch, samples[1].Median / batch / 1e3));
            predictionLimits.Add((batch, prediction.Operations / peak / batch / 1e3));
            if (batch > 1)
            {
                steps.Add((batch, samples[2].Median / batch / 1e3));
                stepLimits.Add((batch, step.Operations / peak / batch / 1e3));
            }
        }

        return new Chart("Cost of a row and batch: 784-[256-128-64, BatchNorm, ReLU]-10", "rows of the batch", "microseconds a row").Draw(
            new Series("training", steps), new Series("its arithmetic at the peak", stepLimits, IsLimit: true),
            new Series("prediction", predictions), new Series("its arithmetic at the peak", predictionLimits, IsLimit: true));
    }

    private string Threads()
    {
        int[] counts = [.. Enumerable.Range(1, Environment.ProcessorCount)];
        return new Chart("Speed-up of a training step and threads", "threads", "times as fast as one thread") { XAxis = Axis.Steps, YAxis = Axis.Linear }.Draw(
            new Series("784-256-128-64-10, batch 128", SpeedUps(static () => new DigitNet(1), 128)),
            new Series("784-256-128-64-10, batch 1024", SpeedUps(static () => new DigitNet(1), 1024)),
            new Series("1024-1024-1024-1024-1000, batch 128", SpeedUps(static () => new LargeNet(1), 128)),
            new Series("as many times as there are threads", [.. counts.Select(static count => ((double)count, (double)count))], IsLimit: true));

        List<(double, double)> SpeedUps(Func<Network> create, int batch)
        {
            Samples[] samples = session.Measure(
                0.8 * counts.Length, [.. counts.Select(count => new TrainingWork($"{count} threads", create(), TrainingWork.Sgd, batch, threads: count))]);
            return [.. samples.Select((sample, i) => ((double)counts[i], samples[0].Over(sample)))];
        }
    }
}
