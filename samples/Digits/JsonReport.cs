using System.Text.Json;
using StaticNet;

namespace Digits;

/// <summary>Every figure in a file, for programs to read.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions _indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Finds out before the training whether the file can be written after it.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static void Check(string? file)
    {
        if (Directory.Exists(file))
        {
            throw new IOException($"Cannot write '{file}': it is a folder.");
        }

        if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is string folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"Cannot write '{file}': the folder '{folder}' does not exist.");
        }
    }

    public static void Write(Results results)
    {
        if (results.Options.JsonFile is string file)
        {
            AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, Figures(results), _indented));
        }
    }

    private static object Figures(Results results) => new
    {
        results.Experiment.Data,
        TrainRows = results.Shown.Data.Train.Count,
        ValidationRows = results.Shown.Data.Validation.Count,
        TestRows = results.Shown.Data.Test.Count,
        results.Options.Epochs,
        results.Options.BatchSize,
        results.Options.LearningRate,
        results.Options.Optimizer,
        results.Options.Seed,
        results.Options.Seeds,
        Runs = results.Runs.Select(Figures),
        Medians = results.Experiment.Networks.Select(network => new
        {
            network.Name,
            network.BatchNorm,
            MedianTestAccuracy = results.MedianTestAccuracy(network),
        }),
        ConfusionMatrix = Rows(results.Shown.Test.ConfusionMatrix!),
        results.Saved,
        Prediction = results.Cost,
    };

    private static object Figures(TrainedRun run) => new
    {
        run.Architecture.Name,
        run.Architecture.BatchNorm,
        run.Seed,
        Parameters = run.Network.Layout.ParameterCount,
        TrainAccuracy = run.Train.Accuracy,
        ValidationAccuracy = run.Validation.Accuracy,
        TestAccuracy = run.Test.Accuracy,
        TrainLoss = run.Train.Loss,
        ValidationLoss = run.Validation.Loss,
        TestLoss = run.Test.Loss,
        TrainSeconds = run.History.Duration.TotalSeconds,
        run.History.Steps,
        run.History.Warnings,
        run.History.Epochs,
    };

    private static int[][] Rows(int[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => (int[])[.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])])];
}
