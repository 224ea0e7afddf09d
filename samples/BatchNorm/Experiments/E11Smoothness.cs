using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>How far the gradient can be trusted along its own direction.</summary>
internal sealed class E11Smoothness() : Experiment(11, "Smoothness: how far a gradient can be trusted")
{
    private const double LearningRate = 0.1;

    public override ExperimentResult Run(ExperimentContext context)
    {
        MemoryDataSet train = context.Images.Scaled.Train;
        int every = context.ByData(mnist: 40, carried: 10);
        ComparisonRun without = Train<SmallLogitsNet>("without BatchNorm");
        ComparisonRun with = Train<SmallBatchNormLogitsNet>("with BatchNorm");
        var change = new LineChart("Change of the gradient along the step")
        {
            X = "step",
            Y = new Axis("change, as a share of the gradient") { Logarithmic = true },
        };
        change.Add(without.Contestant.Name, Trace(without).Steps, Trace(without).GradientChange);
        change.Add(with.Contestant.Name, Trace(with).Steps, Trace(with).GradientChange);
        SmoothnessTrace[] both = [Trace(without), Trace(with)];
        (double, double) ends = (both.Min(static trace => trace.LeastLoss.Min()), both.Max(static trace => trace.LargestLoss.Max()));
        var section = new Section(Title)
        {
            "After Santurkar et al. (2018): at points along training, the least and the largest loss between half a step and four steps along the "
            + $"gradient, and by how much the gradient has changed there. Gradient descent at {LearningRate}. The narrower the band and the smaller the "
            + "change, the better a gradient foretells what a step will do.",
            new SideBySide(Losses(without, ends), Losses(with, ends)),
            change,
        };
        return new ExperimentResult(section, new[] { Figures(without), Figures(with) });

        ComparisonRun Train<TNetwork>(string name)
            where TNetwork : Network, INetwork<TNetwork>
        {
            var loss = new BatchLoss(train, [.. Enumerable.Range(0, Math.Min(512, train.Count))]);
            var setting = new ComparisonSetting("gradient descent", LearningRate, 64, context.ByData(mnist: 2, carried: 30))
            {
                CreateOptimizer = Optimizer.Sgd,
                CreateCallbacks = () => [new SmoothnessTrace(TNetwork.Create(1), loss, every)],
            };
            return context.Compare([Contestant.Of<TNetwork>(name)], setting).Runs[0];
        }
    }

    private static LineChart Losses(ComparisonRun run, (double Least, double Largest) ends)
    {
        SmoothnessTrace trace = Trace(run);
        var axis = new Axis("loss") { Logarithmic = true, Minimum = ends.Least, Maximum = ends.Largest };
        return new LineChart($"Loss along the gradient, {run.Contestant.Name}") { X = "step", Y = axis }
            .Add(new Band("least, and largest", trace.Steps, trace.LeastLoss, trace.LeastLoss, trace.LargestLoss));
    }

    private static SmoothnessTrace Trace(ComparisonRun run) => run.Callbacks.OfType<SmoothnessTrace>().Single();

    private static object Figures(ComparisonRun run) => new
    {
        Network = run.Contestant.Name,
        Trace(run).Steps,
        Trace(run).LeastLoss,
        Trace(run).LargestLoss,
        Trace(run).GradientChange,
    };
}
