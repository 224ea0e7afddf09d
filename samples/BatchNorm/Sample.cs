using System.Diagnostics;
using System.Text.Json;
using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>Runs the experiments, one after the other, and writes what they found.</summary>
internal static class Sample
{
    private static readonly JsonSerializerOptions _indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public static int Run(Options options, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.OutputFolder);
        Images images = options.MnistFolder is string mnist ? Images.FromMnist(mnist) : Images.Carried();
        Console.WriteLine(images.Name);
        var report = new Report("Batch normalisation, measured")
        {
            Subtitle = $"{images.Name}. Written by samples/BatchNorm.",
        };
        var figures = new Dictionary<string, object>();
        foreach (Experiment experiment in Catalog.All.Where(experiment => options.Only is null || experiment.Number == options.Only))
        {
            Console.WriteLine();
            Console.WriteLine($"{experiment.Number}. {experiment.Title}");
            var watch = Stopwatch.StartNew();
            var display = RunDisplay.Create();
            ExperimentResult result = display.Show(() => experiment.Run(new ExperimentContext(images, display, cancellation)));
            report.Add(result.Section);
            if (options.PictureFolder is string pictures)
            {
                Pictures.Save(experiment.Number, result.Section, pictures);
            }

            figures[$"experiment{experiment.Number}"] = result.Figures;
            Console.WriteLine($"   {watch.Elapsed.TotalSeconds:F1} s");
        }

        string html = Path.Combine(options.OutputFolder, "report.html");
        string json = Path.Combine(options.OutputFolder, "results.json");
        report.Save(html);
        AtomicFile.Write(json, stream => JsonSerializer.Serialize(stream, figures, _indented));
        Console.WriteLine();
        Console.WriteLine($"Written: {html} and {json}");
        return 0;
    }
}
