using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>Where BatchNorm stands, with and without dropout and weight penalties.</summary>
internal sealed class E09Placement() : Experiment(9, "BatchNorm before the activation, after it, both or none")
{
    private static readonly (string Place, Contestant[] ByDropout)[] _rows =
    [
        ("none", [Contestant.Of<NoneNet>(), Contestant.Of<NoneDropout20Net>(), Contestant.Of<NoneDropout50Net>()]),
        ("before", [Contestant.Of<BeforeNet>(), Contestant.Of<BeforeDropout20Net>(), Contestant.Of<BeforeDropout50Net>()]),
        ("after", [Contestant.Of<AfterNet>(), Contestant.Of<AfterDropout20Net>(), Contestant.Of<AfterDropout50Net>()]),
        ("both", [Contestant.Of<BothNet>(), Contestant.Of<BothDropout20Net>(), Contestant.Of<BothDropout50Net>()]),
    ];

    private static readonly double[] _penalties = [0, 1e-4, 1e-3];

    public override ExperimentResult Run(ExperimentContext context)
    {
        int epochs = context.ByData(mnist: 5, carried: 25);
        ComparisonSetting[] settings =
        [
            .. _penalties.Select(penalty => new ComparisonSetting($"L2 {Text.Number(penalty)}", 0.002, 64, epochs, Seeds: 3)
            {
                CreateOptimizer = rate => Optimizer.Adam(rate) with { L2 = penalty },
            }),
        ];
        Comparison comparison = context.Compare([.. _rows.SelectMany(static row => row.ByDropout)], settings);
        Block[] maps =
        [
            .. settings.Select(setting => new HeatMap(
                setting.Title, Grid.Of(Accuracies(comparison, setting)), _rows.Select(static row => row.Place), ["0", "0.2", "0.5"])
            {
                ColumnTitle = "dropout",
                RowTitle = "BatchNorm",
                Value = new Axis("test accuracy") { Percent = true },
            }),
        ];
        var section = new Section(Title)
        {
            $"Two hidden ReLU layers of 64 and 32 units, {epochs} epochs of Adam at 0.002; test accuracy, median of three seeds. Dropout stands after "
            + "BatchNorm and activation. With BatchNorm there is less left for dropout to do, and a rate of one half mostly slows training down.",
            new SideBySide(maps) { Columns = 3 },
        };
        return new ExperimentResult(section, settings.Select(setting => new
        {
            Setting = setting.Title,
            Places = _rows.Select(static row => row.Place),
            Dropout = new[] { 0, 0.2, 0.5 },
            TestAccuracy = Accuracies(comparison, setting).Select(row => row.Select(Text.Finite)),
        }));
    }

    private static double[][] Accuracies(Comparison comparison, ComparisonSetting setting) =>
        [.. _rows.Select(row => row.ByDropout.Select(network => comparison.MedianTestAccuracy(network, setting) ?? double.NaN).ToArray())];
}
