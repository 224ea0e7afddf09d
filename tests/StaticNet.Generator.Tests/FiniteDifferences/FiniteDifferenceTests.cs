using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.FiniteDifferences;

/// <summary>
/// Analytic gradients against central differences, tensor by tensor, along directions in which the loss changes much (so that single
/// precision suffices) and that random factors and a random share make different from the gradient itself.
/// </summary>
public sealed class FiniteDifferenceTests
{
    private const int Batch = 9;

    /// <summary>
    /// The derivative's relative error at the best of three steps: kinks of piecewise linear functions may need the smallest.
    /// </summary>
    private const double Tolerance = 5e-3;

    /// <summary>Rounding of a sum, as a share of the sizes of its terms.</summary>
    private const double Rounding = 1e-6;

    private static readonly double[] _steps = [1e-2, 3e-3, 1e-3];

    /// <summary>Not those with renormalisation, whose gradient takes r and d for constants: random networks check it with both held.</summary>
    public static TheoryData<string> Names =>
        [.. Architectures.Names.Where(static name => !name.Contains("renormalised", StringComparison.Ordinal))];

    public static TheoryData<string> AllNames => [.. Architectures.Names];

    [Fact]
    public void AllNetworksCompileTogether() => Assert.True(Architectures.Problem is null, Architectures.Problem);

    [Theory]
    [MemberData(nameof(Names))]
    public void LossGradient(string name) => CheckLoss(name, []);

    /// <summary>A network for every loss, and one whose samples have several rows of outputs.</summary>
    [Theory]
    [InlineData("cross-entropy on logits")]
    [InlineData("Softmax, smoothed")]
    [InlineData("Softmax on rank 2")]
    [InlineData("clipped cross-entropy on logits")]
    [InlineData("clipped cross-entropy, Softmax, smoothed")]
    [InlineData("Sigmoid of one")]
    [InlineData("Sigmoid of several")]
    [InlineData("mean squared error on rank 2")]
    [InlineData("mean absolute error")]
    [InlineData("Huber")]
    public void WeightedLossGradient(string name) => CheckLoss(name, [0.5f, 2, 0, 1, 0.25f, 3, 1.5f, 0.75f, 1]);

    private static void CheckLoss(string name, float[] weights)
    {
        Network network = Create(name, out float[] input);
        bool takesLabels = network.Layout.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy
            || (network.Layout.Loss == LossKind.BinaryCrossEntropy && network.Layout.OutputShape[^1] == 1);
        foreach (bool labelled in takesLabels ? new[] { true, false } : [false])
        {
            int[] labels = labelled ? Labels(network) : [];
            float[] targets = labelled ? [] : Targets(network);
            (double, double) Loss()
            {
                network.ForwardPass(input, Batch);
                double loss = network.LossPass(labels, targets, weights, Batch, gradient: false);
                return (loss, Math.Max(1, loss));
            }

            network.ForwardPass(input, Batch);
            network.LossPass(labels, targets, weights, Batch, gradient: true);
            network.BackwardPass(Batch, inputGradient: true);
            var inputGradient = new float[input.Length];
            network.ReadInputGradient(inputGradient, Batch);
            CheckAll(network, input, inputGradient, Loss);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OutputGradient(string name)
    {
        Network network = Create(name, out float[] input);
        var output = new float[Batch * network.Layout.OutputSize];
        var random = new Random(11);
        float[] outputGradient = [.. output.Select(_ => (float)Architectures.Normal(random))];
        (double, double) Weighted()
        {
            network.Forward(input, output);
            double[] terms = [.. output.Zip(outputGradient, static (y, dy) => (double)y * dy)];
            return (terms.Sum(), terms.Sum(Math.Abs));
        }

        network.Forward(input, output);
        var inputGradient = new float[input.Length];
        network.Backward(outputGradient, inputGradient);
        float[][] gradients = [.. network.Gradients.Select(static gradient => gradient.ToArray())];
        CheckAll(network, input, inputGradient, Weighted);

        network.Forward(input, output);
        network.Backward(outputGradient);
        Assert.Equal(gradients, network.Gradients.Select(static gradient => gradient.ToArray()));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void InputGradientOfPrediction(string name)
    {
        Network network = Architectures.Create(name);
        float[] input = Architectures.Input(network, Batch);
        var logits = new float[Batch * network.Layout.OutputSize];
        var random = new Random(12);
        float[] logitGradient = [.. logits.Select(_ => (float)Architectures.Normal(random))];
        (double, double) Weighted()
        {
            network.InferencePass(input, Batch);
            network.ReadLogits(logits, Batch);
            double[] terms = [.. logits.Zip(logitGradient, static (z, dz) => (double)z * dz)];
            return (terms.Sum(), terms.Sum(Math.Abs));
        }

        float[] parameters = network.ParameterArena.Span.ToArray();
        float[] statistics = network.StatisticArena.Span.ToArray();
        var inputGradient = new float[input.Length];
        network.DifferentiatePrediction(input, logitGradient, Batch, inputGradient);

        Check("the input", [.. input], inputGradient, moved => moved.CopyTo(input.AsSpan()), Weighted);
        Assert.Equal(parameters, network.ParameterArena.Span.ToArray());
        Assert.Equal(statistics, network.StatisticArena.Span.ToArray());
        Assert.False(network.KeepsNoise);

        // A sample alone has the gradient that it has among others.
        int size = network.Layout.InputSize;
        var alone = new float[size];
        network.DifferentiatePrediction(input.AsSpan(0, size), logitGradient.AsSpan(0, network.Layout.OutputSize), 1, alone);
        double largest = inputGradient.Max(static value => Math.Abs(value));
        Assert.All(alone.Zip(inputGradient), pair => Assert.Equal(pair.Second, pair.First, 1e-5 * largest));
    }

    private static Network Create(string name, out float[] input)
    {
        Network network = Architectures.Create(name);
        input = Architectures.Input(network, Batch);
        network.Forward(input, new float[Batch * network.Layout.OutputSize]);
        network.KeepsNoise = true;
        return network;
    }

    private static int[] Labels(Network network)
    {
        var random = new Random(3);
        int classes = Math.Max(2, network.Layout.OutputShape[^1]);
        return [.. Enumerable.Range(0, Batch * network.Layout.OutputRows).Select(_ => random.Next(classes))];
    }

    /// <summary>Shares that add up to 1 for a cross-entropy, numbers of either sign for the other losses.</summary>
    private static float[] Targets(Network network)
    {
        var random = new Random(4);
        int columns = network.Layout.OutputShape[^1];
        return
        [
            .. Enumerable.Range(0, Batch * network.Layout.OutputRows).SelectMany(_ =>
            {
                double[] row = [.. Enumerable.Range(0, columns).Select(_ => random.NextDouble())];
                return row.Select(value => (float)(network.Layout.Loss switch
                {
                    LossKind.CrossEntropy or LossKind.ClippedCrossEntropy => value / row.Sum(),
                    LossKind.BinaryCrossEntropy => value,
                    _ => (4 * value) - 2,
                }));
            }),
        ];
    }

    private static void CheckAll(Network network, float[] input, float[] inputGradient, Func<(double Value, double Size)> loss)
    {
        float[] values = [.. input];
        Check("the input", values, inputGradient, moved => moved.CopyTo(input.AsSpan()), loss);
        float[][] gradients = [.. network.Gradients.Select(static gradient => gradient.ToArray())];
        for (int i = 0; i < gradients.Length; i++)
        {
            if (!network.Layout.Parameters[i].IsTrained)
            {
                Assert.All(gradients[i], static value => Assert.Equal(0, value));
                continue;
            }

            ParameterView parameter = network.Parameters[i];
            Check(parameter.Name, parameter.ToArray(), gradients[i], moved => parameter.CopyFrom(moved), loss);
        }
    }

    private static void Check(string what, float[] values, float[] gradient, Action<float[]> move, Func<(double Value, double Size)> loss)
    {
        Assert.All(gradient, static value => Assert.True(float.IsFinite(value)));
        var random = new Random(gradient.Length);
        for (int repetition = 0; repetition < 3; repetition++)
        {
            double[] direction = Direction(gradient, random);
            double expected = direction.Zip(gradient, static (d, g) => d * g).Sum();
            double size = loss().Size;
            double[] differences = [.. _steps.Select(step => Difference(values, direction, step, move, loss))];
            bool Agrees(double difference, double step) =>
                Math.Abs(difference - expected) <= (Tolerance * Math.Abs(expected)) + (Rounding * size / step);
            Assert.True(
                differences.Zip(_steps, Agrees).Any(static agrees => agrees),
                $"{what}: derivative {expected:G6}, differences {string.Join(", ", differences)}");
        }
    }

    private static double Difference(
        float[] values, double[] direction, double step, Action<float[]> move, Func<(double Value, double Size)> loss)
    {
        float[] Moved(double distance) => [.. values.Zip(direction, (value, d) => (float)(value + (distance * d)))];
        move(Moved(step));
        double above = loss().Value;
        move(Moved(-step));
        double below = loss().Value;
        move(values);
        return (above - below) / (2 * step);
    }

    /// <summary>A vector of length 1: the gradient with random factors, and a random vector beside it.</summary>
    private static double[] Direction(float[] gradient, Random random)
    {
        double length = Math.Sqrt(gradient.Sum(static value => (double)value * value));
        double[] noise = Unit([.. gradient.Select(_ => Architectures.Normal(random))]);
        double scale = length == 0 ? 0 : 1 / length;
        return Unit([.. gradient.Zip(noise, (value, other) => (value * scale * (0.5 + random.NextDouble())) + (0.5 * other))]);
    }

    private static double[] Unit(double[] vector)
    {
        double length = Math.Sqrt(vector.Sum(static value => value * value));
        return [.. vector.Select(value => value / length)];
    }
}
