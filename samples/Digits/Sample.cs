using StaticNet;

namespace Digits;

/// <summary>The sample from start to end: load, train, compare, save, load, predict.</summary>
internal static class Sample
{
    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public static int Run(Options options, CancellationToken cancellation)
    {
        using var folder = new WeightFolder(options.OutputFolder);
        JsonReport.Check(options.JsonFile);
        Experiment experiment = options.MnistFolder is string mnist ? Experiment.FullMnist(mnist) : Experiment.SmallDigits();
        Report.Header(experiment, options);

        foreach (Architecture network in experiment.Networks)
        {
            TrainedRun.WarmUp(network, experiment.Split(options.Seed), options, cancellation);
        }

        var display = ProgressDisplay.Create();
        var runs = new List<TrainedRun>();
        for (int i = 0; i < options.Seeds; i++)
        {
            ulong seed = options.Seed + (ulong)i;
            DataSplit data = experiment.Split(seed);
            string[] names = [.. experiment.Networks.Select(network => options.NameOf(network, seed))];
            display.Show(names, (network, progress) =>
                runs.Add(TrainedRun.Of(experiment.Networks[network], data, seed, options, progress, cancellation)));
        }

        TrainedRun shown = runs[0];
        SavedModel saved = SavedModel.SaveAndLoad(shown, folder.Path);
        PredictionCost cost = PredictionCost.Measure(shown.Network.ToPredictor(), shown.Data.Test);
        var results = new Results(options, experiment, runs, shown, saved, cost);
        Report.Show(results);
        JsonReport.Write(results);
        return saved.SameBits && cost.AllocatedBytes == 0 ? 0 : 1;
    }
}
