namespace StaticNet.Tests.Training;

/// <summary>Every rule against its formula, value by value in double.</summary>
public sealed class OptimizerTests
{
    private const int Steps = 6;
    private const int Inputs = 5;
    private const int Outputs = 3;
    private const int KernelCount = Inputs * Outputs;

    /// <summary>
    /// A rule on one value: the gradient of a step, the learning rate, the step's number, and the state that it may change.
    /// </summary>
    private delegate double Rule(double w, double g, double learningRate, int step, double[] state);

    [Fact]
    public void Sgd() => Compare(Optimizer.Sgd(0.1), static (w, g, rate, _, _) => w - (rate * g));

    [Fact]
    public void Momentum() => Compare(Optimizer.Momentum(0.05, 0.9), static (w, g, rate, _, state) =>
    {
        state[0] = (0.9 * state[0]) + g;
        return w - (rate * state[0]);
    });

    [Fact]
    public void Nesterov() => Compare(Optimizer.Nesterov(0.05, 0.9), static (w, g, rate, _, state) =>
    {
        state[0] = (0.9 * state[0]) + g;
        return w - (rate * (g + (0.9 * state[0])));
    });

    [Fact]
    public void RmsProp_of_Keras() => Compare(Optimizer.RmsProp(0.01), static (w, g, rate, _, state) =>
    {
        state[0] = (0.9 * state[0]) + (0.1 * g * g);
        return w - (rate * g / Math.Sqrt(state[0] + 1e-7));
    });

    [Fact]
    public void RmsProp_of_PyTorch() => Compare(Optimizer.RmsProp(0.01, convention: Convention.PyTorch), static (w, g, rate, _, state) =>
    {
        state[0] = (0.99 * state[0]) + (0.01 * g * g);
        return w - (rate * g / (Math.Sqrt(state[0]) + 1e-8));
    });

    [Fact]
    public void RmsProp_with_momentum() =>
        Compare(
            Optimizer.RmsProp(0.005, rho: 0.95, momentum: 0.9, epsilon: 1e-6, convention: Convention.PyTorch),
            static (w, g, rate, _, state) =>
            {
                state[0] = (0.95 * state[0]) + (0.05 * g * g);
                state[1] = (0.9 * state[1]) + (g / (Math.Sqrt(state[0]) + 1e-6));
                return w - (rate * state[1]);
            });

    [Theory]
    [InlineData(1e-7)]
    [InlineData(1e-3)]
    public void Adam_of_Keras(double epsilon) =>
        Compare(Optimizer.Adam(0.01, epsilon: epsilon), (w, g, rate, step, state) => KerasAdam(w, g, rate, step, state, epsilon));

    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-3)]
    public void Adam_of_PyTorch(double epsilon) =>
        Compare(
            Optimizer.Adam(0.01, epsilon: epsilon, convention: Convention.PyTorch),
            (w, g, rate, step, state) => PyTorchAdam(w, g, rate, step, state, epsilon));

    [Fact]
    public void AdamW_decays_apart_from_the_gradient() =>
        Compare(
            Optimizer.AdamW(0.01, weightDecay: 0.1, convention: Convention.PyTorch) with { DecayAll = true },
            static (w, g, rate, step, state) => PyTorchAdam(w - (rate * 0.1 * w), g, rate, step, state, 1e-8));

    [Fact]
    public void AdamW_of_Keras_decays_kernels_by_its_default() =>
        Compare(
            Optimizer.AdamW(0.01),
            static (w, g, rate, step, state) => KerasAdam(w - (rate * 0.004 * w), g, rate, step, state, 1e-7),
            static (w, g, rate, step, state) => KerasAdam(w, g, rate, step, state, 1e-7));

    [Fact]
    public void Weight_decay_passes_through_Adam() =>
        Compare(
            Optimizer.Adam(0.01, convention: Convention.PyTorch) with { WeightDecay = 0.01, DecayAll = true },
            static (w, g, rate, step, state) => PyTorchAdam(w, g + (0.01 * w), rate, step, state, 1e-8));

    [Fact]
    public void Adagrad_of_Keras() => Compare(Optimizer.Adagrad(0.1), static (w, g, rate, _, state) =>
    {
        state[0] = (state[0] == 0 ? 0.1 : state[0]) + (g * g);
        return w - (rate * g / Math.Sqrt(state[0] + 1e-7));
    });

    [Fact]
    public void Adagrad_of_PyTorch() => Compare(Optimizer.Adagrad(0.1, convention: Convention.PyTorch), static (w, g, rate, _, state) =>
    {
        state[0] += g * g;
        return w - (rate * g / (Math.Sqrt(state[0]) + 1e-10));
    });

    [Fact]
    public void Weight_decay_acts_on_kernels_alone() =>
        Compare(
            Optimizer.Sgd(0.1) with { WeightDecay = 0.5 },
            static (w, g, rate, _, _) => w - (rate * (g + (0.5 * w))),
            static (w, g, rate, _, _) => w - (rate * g));

    [Fact]
    public void Weight_decay_acts_on_everything_if_asked() =>
        Compare(Optimizer.Sgd(0.1) with { WeightDecay = 0.5, DecayAll = true }, static (w, g, rate, _, _) => w - (rate * (g + (0.5 * w))));

    [Fact]
    public void L2_acts_on_kernels_alone() =>
        Compare(
            Optimizer.Sgd(0.1) with { L2 = 0.5, DecayAll = true },
            static (w, g, rate, _, _) => w - (rate * (g + w)),
            static (w, g, rate, _, _) => w - (rate * g));

    [Fact]
    public void L1_acts_on_kernels_alone() =>
        Compare(
            Optimizer.Sgd(0.1) with { L1 = 0.5, DecayAll = true },
            static (w, g, rate, _, _) => w - (rate * (g + (0.5 * Math.Sign(w)))),
            static (w, g, rate, _, _) => w - (rate * g));

    [Fact]
    public void L1_leaves_zeros_alone()
    {
        LinearNetwork network = Network();
        FillGradients(network, static _ => 0);
        network.Parameters["dense1.kernel"].CopyFrom(new float[KernelCount]);
        new OptimizerState(Optimizer.Sgd(1) with { L1 = 1 }, network).Apply(1);
        Assert.All(network.Parameters["dense1.kernel"].ToArray(), static value => Assert.Equal(0, value));
    }

    [Fact]
    public void Values_are_clipped_one_by_one() =>
        Compare(
            Optimizer.Sgd(0.5) with { ClipValue = 0.25 },
            static (w, g, rate, _, _) => w - (rate * Math.Clamp(g, -0.25, 0.25)));

    [Theory]
    [InlineData(0.25)]
    [InlineData(1.5)]
    [InlineData(1e6)]
    public void The_norm_of_each_tensor_is_clipped_exactly(double largest)
    {
        double kernel = 1;
        double bias = 1;
        static double Scale(double largest, double[] gradients) => largest / Math.Max(largest, Math.Sqrt(gradients.Sum(static g => g * g)));
        Compare(
            Optimizer.Sgd(0.5) with { ClipTensorNorm = largest },
            (w, g, rate, _, _) => w - (rate * g * kernel),
            (w, g, rate, _, _) => w - (rate * g * bias),
            gradients => (kernel, bias) = (Scale(largest, gradients[..KernelCount]), Scale(largest, gradients[KernelCount..])));
    }

    [Fact]
    public void Clipping_goes_from_values_to_tensors_to_all()
    {
        double kernel = 1;
        double bias = 1;
        Compare(
            Optimizer.Sgd(0.5) with { ClipValue = 0.5, ClipTensorNorm = 0.75, ClipNorm = 0.9 },
            (w, g, rate, _, _) => w - (rate * Math.Clamp(g, -0.5, 0.5) * kernel),
            (w, g, rate, _, _) => w - (rate * Math.Clamp(g, -0.5, 0.5) * bias),
            gradients =>
            {
                double[] clipped = Array.ConvertAll(gradients, static g => Math.Clamp(g, -0.5, 0.5));
                double kernelNorm = Math.Sqrt(clipped[..KernelCount].Sum(static g => g * g));
                double biasNorm = Math.Sqrt(clipped[KernelCount..].Sum(static g => g * g));
                (kernel, bias) = (Math.Min(1, 0.75 / kernelNorm), Math.Min(1, 0.75 / biasNorm));
                double all = Math.Sqrt(Math.Pow(kernelNorm * kernel, 2) + Math.Pow(biasNorm * bias, 2));
                Assert.True(kernel < 1 && all > 0.9);
                (kernel, bias) = (kernel * 0.9 / all, bias * 0.9 / all);
            });
    }

    /// <summary>Tensors of more than a block of sums, and blocks of more than a tensor.</summary>
    [Fact]
    public void Norms_of_large_tensors_are_their_own()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(333, 45));
        FillGradients(network, static i => MathF.Sin(i));
        float[] before = network.Parameters["dense1.kernel"].ToArray();
        float[] gradients = network.Gradients["dense1.kernel"].ToArray();
        double norm = Math.Sqrt(gradients.Sum(static g => (double)g * g));
        new OptimizerState(Optimizer.Sgd(1) with { ClipTensorNorm = 2 }, network).Apply(1);
        float[] after = network.Parameters["dense1.kernel"].ToArray();
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(before[i] - (gradients[i] * 2 / norm), after[i], 1e-6);
        }

        AssertPaddingIsZero(network);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1e6)]
    public void The_global_norm_is_clipped_exactly(double largest)
    {
        double scale = 1;
        Compare(
            Optimizer.Sgd(0.5) with { ClipNorm = largest },
            (w, g, rate, _, _) => w - (rate * g * scale),
            beforeStep: gradients => scale = largest / Math.Max(largest, Math.Sqrt(gradients.Sum(static g => g * g))));
    }

    [Fact]
    public void L2_is_clipped_and_weight_decay_is_not()
    {
        LinearNetwork network = Network();
        FillGradients(network, static _ => 0);
        double[] before = Values(network.Parameters);
        double norm = 2 * Math.Sqrt(before[..KernelCount].Sum(static w => w * w));
        new OptimizerState(Optimizer.Sgd(1) with { L2 = 1, WeightDecay = 0.5, ClipNorm = norm / 4 }, network).Apply(1);
        double[] after = Values(network.Parameters);
        for (int i = 0; i < KernelCount; i++)
        {
            Assert.Equal(before[i] - ((2 * before[i] / 4) + (0.5 * before[i])), after[i], 1e-6);
        }
    }

    [Fact]
    public void The_penalty_counts_kernels()
    {
        LinearNetwork network = Network();
        double[] values = Values(network.Parameters);
        double expected = 0.01 * values[..KernelCount].Sum(static w => w * w);
        Assert.Equal(expected, new OptimizerState(Optimizer.Sgd() with { L2 = 0.01 }, network).Penalty(), 1e-9);
        double magnitudes = 0.02 * values[..KernelCount].Sum(Math.Abs);
        Assert.Equal(expected + magnitudes, new OptimizerState(Optimizer.Sgd() with { L1 = 0.02, L2 = 0.01 }, network).Penalty(), 1e-9);
        Assert.Equal(0, new OptimizerState(Optimizer.Sgd() with { WeightDecay = 0.01 }, network).Penalty());
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_is_not_hidden()
    {
        LinearNetwork network = Network();
        FillGradients(network, static i => i == 4 ? float.NaN : 0.1f);
        new OptimizerState(Optimizer.Adam() with { ClipValue = 0.01, ClipTensorNorm = 1, ClipNorm = 1 }, network).Apply(0.1);
        Assert.True(double.IsNaN(Values(network.Parameters)[4]));
    }

    [Fact]
    public void Descriptions_are_values()
    {
        Optimizer optimizer = Optimizer.Adam(0.01) with { ClipNorm = 1 };
        Assert.Equal(Optimizer.Adam(0.01) with { ClipNorm = 1 }, optimizer);
        Assert.NotEqual(Optimizer.Adam(0.01), optimizer);
        Assert.Equal(0.01, optimizer.LearningRate);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Momentum(0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Adam(beta2: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Adam(epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.RmsProp(rho: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Adagrad(initialAccumulator: -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { L2 = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { WeightDecay = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { ClipNorm = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { ClipValue = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { ClipTensorNorm = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(static () => Optimizer.Sgd() with { L1 = double.PositiveInfinity });
        Assert.Throws<ArgumentNullException>(static () => Optimizer.Sgd() with { Schedule = null! });
    }

    private static double KerasAdam(double w, double g, double rate, int step, double[] state, double epsilon)
    {
        state[0] = (0.9 * state[0]) + (0.1 * g);
        state[1] = (0.999 * state[1]) + (0.001 * g * g);
        double stepSize = rate * Math.Sqrt(1 - Math.Pow(0.999, step)) / (1 - Math.Pow(0.9, step));
        return w - (stepSize * state[0] / (Math.Sqrt(state[1]) + epsilon));
    }

    private static double PyTorchAdam(double w, double g, double rate, int step, double[] state, double epsilon)
    {
        state[0] = (0.9 * state[0]) + (0.1 * g);
        state[1] = (0.999 * state[1]) + (0.001 * g * g);
        double root = Math.Sqrt(state[1]) / Math.Sqrt(1 - Math.Pow(0.999, step));
        return w - (rate / (1 - Math.Pow(0.9, step)) * state[0] / (root + epsilon));
    }

    /// <summary>Some steps with given gradients, by the optimizer and by the rule; the learning rate drops on the way.</summary>
    private static void Compare(Optimizer optimizer, Rule kernelRule, Rule? biasRule = null, Action<double[]>? beforeStep = null)
    {
        LinearNetwork network = Network();
        network.Parameters["dense1.bias"].CopyFrom([0.5f, -1, 2]);
        var state = new OptimizerState(optimizer, network);
        double[] expected = Values(network.Parameters);
        double[][] memory = [.. expected.Select(static _ => new double[2])];
        for (int step = 1; step <= Steps; step++)
        {
            FillGradients(network, i => MathF.Sin((step * 1.7f) + (i * 0.9f)) * (i == 2 ? 1e-4f : 1));
            double[] gradients = Values(network.Gradients);
            beforeStep?.Invoke(gradients);
            double learningRate = optimizer.LearningRate * (step > 3 ? 0.1 : 1);
            state.Apply(learningRate);
            for (int i = 0; i < expected.Length; i++)
            {
                Rule rule = i < KernelCount ? kernelRule : biasRule ?? kernelRule;
                expected[i] = rule(expected[i], gradients[i], learningRate, step, memory[i]);
            }
        }

        double[] found = Values(network.Parameters);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], found[i], 3e-6 * Math.Max(1, Math.Abs(expected[i])));
        }

        Assert.Equal(Steps, state.Steps);
        AssertPaddingIsZero(network);
    }

    private static LinearNetwork Network() => new(LinearNetwork.LayoutOf(Inputs, Outputs));

    private static double[] Values(ParameterCollection tensors) =>
        [.. tensors.SelectMany(static tensor => tensor.ToArray()).Select(static value => (double)value)];

    private static void FillGradients(LinearNetwork network, Func<int, float> value)
    {
        int start = 0;
        foreach (ParameterView gradient in network.Gradients)
        {
            gradient.CopyFrom([.. Enumerable.Range(start, gradient.Count).Select(value)]);
            start += gradient.Count;
        }
    }

    private static void AssertPaddingIsZero(LinearNetwork network)
    {
        var real = network.Layout.Parameters
            .SelectMany(static tensor => Enumerable.Range(0, tensor.Count).Select(tensor.OffsetOf)).ToHashSet();
        for (int i = 0; i < network.ParameterArena.Length; i++)
        {
            Assert.True(real.Contains(i) || network.ParameterArena.Span[i] == 0);
        }
    }
}
