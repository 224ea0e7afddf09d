using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>The four published comparisons, under both losses and both optimizers.</summary>
internal sealed class E01PublishedComparisons() : Experiment(1, "Four published comparisons, and how much of them is BatchNorm")
{
    private const int Seeds = 3;
    private const int SeedsOfPublication = 5;

    /// <summary>Below this share of right answers a training that did not diverge has failed all the same.</summary>
    private const double Failed = 0.4;

    private static readonly Contestant[] _logits = [Contestant.Of<PlainNet>("without BatchNorm"), Contestant.Of<BatchNormNet>("with BatchNorm")];

    private static readonly Contestant[] _clipped =
        [Contestant.Of<PlainClippedNet>("without BatchNorm"), Contestant.Of<BatchNormClippedNet>("with BatchNorm")];

    public override ExperimentResult Run(ExperimentContext context)
    {
        Variant[] variants =
        [
            Train("Adam, clipped cross-entropy", _clipped, static rate => Optimizer.Adam(rate), SeedsOfPublication, static setting => setting.TorchClippedAdam),
            Train("Adam, cross-entropy", _logits, static rate => Optimizer.Adam(rate), Seeds, static setting => setting.TorchAdam),
            Train("gradient descent, clipped cross-entropy", _clipped, Optimizer.Sgd, Seeds, null),
            Train("gradient descent, cross-entropy", _logits, Optimizer.Sgd, Seeds, static setting => setting.TorchSgd),
        ];
        var section = new Section(Title)
        {
            "784-256-128-64-10 with ReLU, without and with BatchNorm before each activation, in four settings that are hard on a network. Test accuracies, "
            + $"medians of {SeedsOfPublication} seeds under Adam with the clipped loss, of {Seeds} otherwise, on {context.Images.Name}. Published and "
            + "PyTorch's figures are of MNIST"
            + (context.Images.IsMnist ? "." : ": `--mnist FOLDER` trains on it; on the few images here only the pattern is the same."),
        };
        foreach (Variant variant in variants)
        {
            section.Add(TableOf(variant));
        }

        section.Add(Verdict(context, variants));
        Variant publication = variants[0];
        for (int i = 0; i < PublishedSetting.All.Count; i++)
        {
            section.Add(publication.Comparison.ToCharts(publication.Comparison.Settings[i], PublishedSetting.All[i].Title));
        }

        section.Add(Failures(publication));
        foreach (Block block in Networks(context, publication))
        {
            section.Add(block);
        }

        return new ExperimentResult(section, new
        {
            Data = context.Images.Name,
            Variants = variants.Select(static variant => new
            {
                variant.Name,
                Settings = PublishedSetting.All.Select((setting, i) => new
                {
                    setting.Title,
                    setting.Published,
                    Torch = variant.Torch?.Invoke(setting),
                    Without = variant.Median(i, with: false),
                    With = variant.Median(i, with: true),
                }),
                Runs = variant.Comparison.Runs.Select(RunFigures.Of),
            }),
        });

        Variant Train(string name, Contestant[] contestants, Func<double, Optimizer> optimizer, int seeds, Func<PublishedSetting, Pair>? torch) => new(
            name, context.Compare(contestants, [.. PublishedSetting.All.Select(setting => setting.For(context.Images, name, optimizer, seeds))]), torch);
    }

    private static Table TableOf(Variant variant)
    {
        string[] measured = variant.Torch is null ? ["without", "with"] : ["without", "with", "PyTorch without", "PyTorch with"];
        var table = new Table(["setting", .. measured.Select(Column), Column("published without"), Column("published with")]) { Title = variant.Name };
        for (int i = 0; i < PublishedSetting.All.Count; i++)
        {
            PublishedSetting setting = PublishedSetting.All[i];
            List<object?> cells = [setting.Title, variant.Cell(i, with: false), variant.Cell(i, with: true)];
            if (variant.Torch is { } torch)
            {
                cells.AddRange([torch(setting).Without, torch(setting).With]);
            }

            table.Add([.. cells, setting.Published.Without, setting.Published.With]);
        }

        return table;
    }

    private static TableColumn Column(string title) => new(title, "0.0000");

    /// <summary>How much of the gap is BatchNorm and how much is the loss, from what was measured.</summary>
    private static string Verdict(ExperimentContext context, Variant[] variants)
    {
        var lines = new List<string>
        {
            "**How much is BatchNorm, how much is the loss?** The publication names no optimizer; runs with PyTorch show that it was Adam, with Keras 2's "
            + "cross-entropy on probabilities clipped to [1e-7, 1 − 1e-7], whose gradient vanishes where the network is sure and wrong. A network that "
            + "starts saturated (large weights, raw pixels) then never learns, unless BatchNorm keeps it from being saturated. With the cross-entropy of "
            + "logits:",
        };
        for (int i = 0; i < PublishedSetting.All.Count; i++)
        {
            double gap = Gap(variants[0], i);
            double left = Gap(variants[1], i);
            lines.Add(FormattableString.Invariant(
                $"- {PublishedSetting.All[i].Title}: a gap of {gap:F4} with the clipped loss, of {left:F4} with the stable one."));
        }

        lines.Add("");
        lines.Add(
            "So what the literature calls careless initialisation and unscaled inputs costs a network without BatchNorm some accuracy, not all of it: "
            + "the rest of the published gap is the loss. What remains BatchNorm's own is Adam with a learning rate of 1. The published 0.3525 for uniform(−5, 5) "
            + "without BatchNorm was reproduced by nothing tried (0.10 to 0.15 with the clipped loss).");
        if (!context.Images.IsMnist)
        {
            lines.Add("");
            lines.Add("These figures are of the few images the sample carries.");
        }

        return string.Join('\n', lines);
    }

    /// <summary>Accuracy with BatchNorm less accuracy without; a training that diverged counts as chance.</summary>
    private static double Gap(Variant variant, int setting) => (variant.Median(setting, with: true) ?? 0.1) - (variant.Median(setting, with: false) ?? 0.1);

    /// <summary>The trainings without BatchNorm that came to nothing: diverged, or stuck on one class.</summary>
    private static Table Failures(Variant variant)
    {
        var table = new Table("setting", "seed", Column("test accuracy"), "how it ended")
        {
            Title = $"What became of each training without BatchNorm ({variant.Name})",
        };
        for (int i = 0; i < PublishedSetting.All.Count; i++)
        {
            foreach (ComparisonRun run in variant.Comparison.RunsOf(variant.Comparison.Contestants[0], variant.Comparison.Settings[i]))
            {
                string end = run switch
                {
                    { Divergence: { } divergence } => $"diverged in epoch {divergence.Epoch}, step {divergence.Step}",
                    { TestAccuracy: < Failed } => $"failed: {Text.Percent(run.LargestPredictedShare)} of all images are put into one class",
                    _ => "trained",
                };
                table.Add(PublishedSetting.All[i].Title, run.Seed, run.TestAccuracy, end);
            }
        }

        return table;
    }

    /// <summary>The networks of the first setting: how they are built, what their first layers look for, and what they get wrong.</summary>
    private static IEnumerable<Block> Networks(ExperimentContext context, Variant variant)
    {
        Comparison comparison = variant.Comparison;
        ComparisonRun[] runs = [.. comparison.Contestants.Select(contestant => comparison.RunsOf(contestant, comparison.Settings[0]).First())];
        yield return new SideBySide([.. runs.Select(static run => NetworkCharts.Diagram($"The network {run.Contestant.Name}", run.Network.Layout))]);
        yield return new SideBySide(
            [.. runs.Select(static run => NetworkCharts.Weights(
                $"What it looks for, {run.Contestant.Name}", run.Network.Parameters["dense1.kernel"], Images.Side, Images.Side, 24))]);
        yield return new SideBySide([.. runs.Where(static run => run.Test is not null).Select(run => new ConfusionMatrix(
            $"Test images, {run.Contestant.Name}", run.Test!.ConfusionMatrix!)
        {
            Mistakes = NetworkCharts.WorstMistakes(run.Network.ToPredictor(), context.Images.Scaled.Test, Images.Side, Images.Side, 8),
        })]);
    }

    /// <summary>All four settings under one loss and one optimizer.</summary>
    private sealed record Variant(string Name, Comparison Comparison, Func<PublishedSetting, Pair>? Torch)
    {
        public double? Median(int setting, bool with) =>
            Comparison.MedianTestAccuracy(Comparison.Contestants[with ? 1 : 0], Comparison.Settings[setting]);

        /// <summary>The median, or that there is none.</summary>
        public object Cell(int setting, bool with) => Median(setting, with) is double median ? median : "diverged";
    }
}
