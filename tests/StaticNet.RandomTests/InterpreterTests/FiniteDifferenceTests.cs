using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Comparison;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.InterpreterTests;

/// <summary>The interpreter's gradients against central differences of its own results, on small random networks.</summary>
public sealed class FiniteDifferenceTests
{
    private const int Networks = 150;
    private const int ElementsOfEach = 8;
    private const double Relative = 1e-3;
    private const double Absolute = 1e-6;

    // Where a BatchNorm divides by the deviation of a few nearly equal values, a large step sees the slope bend.
    private static readonly double[] _steps = [1e-6, 1e-7, 1e-8];

    private int _compared;
    private int _acrossKinks;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GradientsAreSlopes(bool ofLoss)
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            if (Prepare(seed) is { } experiment)
            {
                Check(experiment, ofLoss);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{_compared} slopes compared, {_acrossKinks} across kinks left out");
        Assert.True(_compared > 1000 && _acrossKinks < _compared / 20);
    }

    private static Experiment? Prepare(int seed)
    {
        var random = new Random(seed);
        Architecture architecture = new ArchitectureDraw(random, largestWidth: 6).Draw();
        return LayerDescription.Size(architecture.Input) > 40
            ? null
            : Experiment.Prepare(new Trial(architecture, random.Next(2, 7), 1, 0, new OptimizerArguments(OptimizerKind.Sgd), seed));
    }

    private void Check(Experiment experiment, bool ofLoss)
    {
        InterpretedNetwork network = experiment.Network;
        double[][] statistics = [.. network.Statistics.Select(static statistic => statistic.Values)];
        Batch x = experiment.Batch(experiment.Input);
        Batch output = network.ForwardToLoss(x, Pass.Training);
        double[] targets = Array.ConvertAll(experiment.DrawTargets(output, experiment.DrawLabels(output)), static value => (double)value);
        double[] weights = Array.ConvertAll(experiment.OutputGradient, static value => (double)value);

        (double Value, Batch InputGradient) Run()
        {
            network.Restore(statistics);
            if (ofLoss)
            {
                return (network.Step(x, targets, Pass.Training, out Batch inputGradient), inputGradient);
            }

            Batch y = network.Forward(x, Pass.Training);
            double sum = y.Values.Zip(weights, static (value, weight) => value * weight).Sum();
            return (sum, network.Backward(new Batch(weights, y.Shape), Pass.Training));
        }

        (_, Batch gradient) = Run();
        foreach (BatchNormLayer layer in network.Layers.OfType<BatchNormLayer>())
        {
            layer.HoldsCorrections = true;
        }

        int[] regions = Regions(network);
        (string Name, double[] Values, double[] Gradient)[] checks =
        [
            ("input", x.Values, gradient.Values),
            .. network.Parameters.Where(static parameter => parameter.IsTrained)
                .Select(static parameter => (parameter.Name, parameter.Values, parameter.Gradient)),
        ];
        foreach ((string name, double[] values, double[] expected) in checks)
        {
            for (int draw = 0; draw < ElementsOfEach; draw++)
            {
                int i = experiment.Random.Next(values.Length);
                double slope = 0;
                bool fits = false;
                bool crosses = false;
                foreach (double step in _steps.TakeWhile(_ => !fits && !crosses))
                {
                    double value = values[i];
                    values[i] = value + step;
                    double up = values[i];
                    double valueUp = Run().Value;
                    crosses = !Regions(network).SequenceEqual(regions);
                    values[i] = value - step;
                    slope = (valueUp - Run().Value) / (up - values[i]);
                    crosses |= !Regions(network).SequenceEqual(regions);
                    values[i] = value;
                    fits = Math.Abs(slope - expected[i]) <= Absolute + (Relative * Math.Abs(slope)) + (1e-15 * Math.Abs(valueUp) / step);
                }

                _acrossKinks += crosses ? 1 : 0;
                _compared++;
                Assert.True(crosses || fits, $"{name}[{i}] has the gradient {expected[i]:R} and the slope {slope:R}\n{experiment.Trial}");
            }
        }
    }

    private static int[] Regions(InterpretedNetwork network) => [.. network.Kinks.SelectMany(static kinks => kinks.Regions.ToArray())];
}
