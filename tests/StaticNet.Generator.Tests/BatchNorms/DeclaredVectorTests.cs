namespace StaticNet.Generator.Tests.BatchNorms;

/// <summary>What is declared of γ, β and the moving statistics: initial values, penalties, constraints.</summary>
public sealed class DeclaredVectorTests
{
    private const int Columns = 5;

    [Fact]
    public void Vectors_begin_as_declared()
    {
        Network network = Create(
            "Gamma = Initializer.Constant, GammaValue = 0.5, Beta = Initializer.Uniform, BetaMin = 2, BetaMax = 3, "
            + "MovingMean = Initializer.Normal, MovingMeanMean = 100, MovingMeanDeviation = 1, "
            + "MovingVariance = Initializer.Uniform, MovingVarianceMin = 4, MovingVarianceMax = 9");
        Assert.All(network.Parameters["batchnorm1.gamma"].ToArray(), static value => Assert.Equal(0.5f, value));
        Assert.All(network.Parameters["batchnorm1.beta"].ToArray(), static value => Assert.InRange(value, 2, 3));
        Assert.All(network.Statistics["batchnorm1.moving_mean"].ToArray(), static value => Assert.InRange(value, 94, 106));
        Assert.All(network.Statistics["batchnorm1.moving_variance"].ToArray(), static value => Assert.InRange(value, 4, 9));
        Assert.True(network.Parameters["batchnorm1.beta"].ToArray().Distinct().Count() > 1);
    }

    [Fact]
    public void A_uniform_variance_lies_between_zero_and_one_unless_told_otherwise() =>
        Assert.All(
            Create("MovingVariance = Initializer.Uniform").Statistics["batchnorm1.moving_variance"].ToArray(),
            static value => Assert.InRange(value, 0, 1));

    [Fact]
    public void What_is_declared_of_training_leaves_the_architecture_as_it_is() => Assert.Equal(
        Create("").Layout.ArchitectureHash,
        Create("GammaL1 = 1, BetaL2 = 2, GammaConstraint = Constraint.UnitNorm, MovingMean = Initializer.Ones, Trainable = true").Layout.ArchitectureHash);

    /// <summary>Nothing else moves γ and β here, so a step of gradient descent is the penalty's alone.</summary>
    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e6)]
    public void Penalties_are_part_of_the_loss_and_move_the_vectors(double clipNorm)
    {
        const double Rate = 0.125;
        Network penalized = Create("GammaL1 = 0.25, GammaL2 = 0.5, BetaL2 = 2");
        Network plain = Create("");
        float[] gamma = [1, -2, 0, 0.5f, 3];
        float[] beta = [0, 1, -1, 0.25f, 2];
        foreach (Network network in new[] { penalized, plain })
        {
            network.Parameters["batchnorm1.gamma"].CopyFrom(gamma);
            network.Parameters["batchnorm1.beta"].CopyFrom(beta);
        }

        Optimizer optimizer = Optimizer.Sgd(Rate) with { ClipNorm = clipNorm };
        double Step(Network network)
        {
            float[] input = Networks.Architectures.Input(network, 8);
            var step = new TrainingStep(network, new OptimizerState(optimizer, network));
            return step.Run(input, Array.Empty<int>(), new float[8 * Columns], 8, Rate);
        }

        double difference = Step(penalized) - Step(plain);
        double expected = gamma.Sum(static value => (0.25 * Math.Abs(value)) + (0.5 * value * value)) + beta.Sum(static value => 2.0 * value * value);
        Assert.Equal(expected, difference, 1e-5);
        for (int i = 0; i < Columns; i++)
        {
            double slope = (0.25 * Math.Sign(gamma[i])) + (2 * 0.5 * gamma[i]);
            Assert.Equal(plain.Parameters["batchnorm1.gamma"][i] - (Rate * slope), penalized.Parameters["batchnorm1.gamma"][i], 1e-6);
            Assert.Equal(
                plain.Parameters["batchnorm1.beta"][i] - (Rate * 2 * 2 * beta[i]), penalized.Parameters["batchnorm1.beta"][i], 1e-6);
        }
    }

    [Fact]
    public void Fit_shows_the_loss_with_its_penalties()
    {
        Network penalized = Create("BetaL2 = 3, Beta = Initializer.Ones, GammaL1 = 1");
        Network plain = Create("Beta = Initializer.Ones");
        DataSet data = Data(penalized);
        FitOptions options = new() { Epochs = 1, BatchSize = 40, Optimizer = Optimizer.Sgd(1e-9), Validation = data };
        EpochRecord with = penalized.Fit(data, options).Epochs[0];
        EpochRecord without = plain.Fit(data, options).Epochs[0];
        Assert.Equal((3 * Columns) + Columns, with.Loss - without.Loss, 1e-4);
        Assert.Equal((3 * Columns) + Columns, with.ValidationLoss!.Value - without.ValidationLoss!.Value, 1e-4);
    }

    [Theory]
    [InlineData("GammaConstraint = Constraint.NonNegative, BetaConstraint = Constraint.UnitNorm", 1)]
    [InlineData("GammaConstraint = Constraint.NonNegative, BetaConstraint = Constraint.MaxNorm, BetaMaxNorm = 0.25", 0.25)]
    [InlineData("GammaConstraint = Constraint.NonNegative, BetaConstraint = Constraint.MinMaxNorm, BetaMinNorm = 0.5, BetaMaxNorm = 0.5", 0.5)]
    public void Constraints_hold_after_every_step(string arguments, double betaNorm)
    {
        foreach (Optimizer optimizer in new[]
        {
            Optimizer.Sgd(0.5), Optimizer.Nesterov(0.5), Optimizer.Adam(0.3), Optimizer.AdamW(0.3) with { DecayAll = true },
            Optimizer.Adam(0.3) with { ClipNorm = 0.01, L2 = 0.1 },
        })
        {
            Network network = Create("Gamma = Initializer.Normal, GammaDeviation = 0.01, Beta = Initializer.Normal, " + arguments);
            var watch = new Watch(network, betaNorm);
            network.Fit(Data(network), new FitOptions { Epochs = 3, BatchSize = 8, Optimizer = optimizer, Callbacks = [watch] });
            Assert.Equal(15, watch.Steps);
            Assert.True(watch.Zeros > 0, "γ was never negative");
        }
    }

    [Fact]
    public void Bits_do_not_depend_on_threads()
    {
        const string Declaration =
            "using StaticNet;\n[Input(64), Dense(96, false), BatchNorm(GammaL1 = 0.01, GammaConstraint = Constraint.MaxNorm, GammaMaxNorm = 3, "
            + "BetaL2 = 0.1, BetaConstraint = Constraint.UnitNorm), Relu, Dense(64)]\npublic sealed partial class Net;";
        var results = new List<float[]>();
        foreach (int threads in new[] { 1, 2, 4 })
        {
            foreach (double clipNorm in new[] { double.PositiveInfinity, 0.5 })
            {
                Network network = CompilerHarness.Create(Declaration);
                float[] features = Networks.Architectures.Input(network, 256);
                network.Fit(
                    DataSet.FromArrays(features, 64, features, 64),
                    new FitOptions { Epochs = 2, BatchSize = 64, Threads = threads, Optimizer = Optimizer.Adam(0.01) with { ClipNorm = clipNorm } });
                results.Add(network.ParameterArena.Span.ToArray());
            }
        }

        for (int i = 2; i < results.Count; i++)
        {
            Assert.Equal(results[i % 2], results[i]);
        }
    }

    private static Network Create(string arguments) => CompilerHarness.Create(
        $"using StaticNet;\n[Input({Columns}), BatchNorm({arguments})]\npublic sealed partial class Net;");

    private static MemoryDataSet Data(Network network)
    {
        float[] features = Networks.Architectures.Input(network, 40);
        float[] targets = Networks.Architectures.Input(network, 40, offset: 0.5, seed: 3);
        return DataSet.FromArrays(features, Columns, Array.ConvertAll(targets, static value => -value), Columns);
    }

    private sealed class Watch(Network network, double betaNorm) : TrainingCallback
    {
        public int Steps { get; private set; }

        public int Zeros { get; private set; }

        public override void OnBatchEnd(TrainingContext context)
        {
            Steps++;
            Assert.All(network.Parameters["batchnorm1.gamma"].ToArray(), static value => Assert.True(value >= 0));
            Zeros += network.Parameters["batchnorm1.gamma"].ToArray().Count(static value => value == 0);
            double norm = Math.Sqrt(network.Parameters["batchnorm1.beta"].ToArray().Sum(static value => (double)value * value));
            Assert.Equal(betaNorm, norm, 1e-5);
        }
    }
}
