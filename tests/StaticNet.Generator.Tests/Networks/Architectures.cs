using System.Reflection;

namespace StaticNet.Generator.Tests.Networks;

/// <summary>Small networks that between them hold every kind of layer, every loss and every place a layer can stand in, by name.</summary>
internal static class Architectures
{
    private static readonly Dictionary<string, string> _declarations =
        new(Activations().Concat(BatchNorms()).Concat(SampleNorms()).Concat(Shapes()).Concat(Graphs()).Concat(Losses()).Concat(Normalizers())
            .Concat(Targets()));

    private static readonly Lazy<CompiledNetworks> _compiled = new(static () => new CompiledNetworks(_declarations.Values));

    public static IEnumerable<string> Names => _declarations.Keys;

    /// <summary>The networks' attributes.</summary>
    public static IEnumerable<string> Declarations => _declarations.Values;

    /// <summary>One network's attributes.</summary>
    public static string DeclarationOf(string name) => _declarations[name];

    /// <summary>Why the networks could not be compiled together, or null.</summary>
    public static string? Problem => _compiled.Value.Problem;

    /// <summary>A network with everything in it drawn at random: parameters, moving statistics, fitted normalisers.</summary>
    public static Network Create(string name, double inputOffset = 0)
    {
        Network network = _compiled.Value.Create(_declarations[name], seed: 7);
        var random = new Random(name.Length);
        foreach (ParameterView parameter in network.Parameters)
        {
            for (int i = 0; i < parameter.Count; i++)
            {
                parameter[i] = parameter.Role switch
                {
                    TensorRole.Gamma => (float)((random.NextDouble() + 0.5) * (random.Next(4) == 0 ? -1 : 1)),
                    TensorRole.Slope => (float)random.NextDouble(),
                    TensorRole.Kernel => parameter[i],
                    _ => (float)(random.NextDouble() - 0.5),
                };
            }
        }

        foreach (ParameterView statistic in network.Statistics)
        {
            bool isFirst = statistic.Name == network.Statistics[0].Name;
            for (int i = 0; i < statistic.Count; i++)
            {
                if (statistic.Name.EndsWith(".moving_mean", StringComparison.Ordinal))
                {
                    statistic[i] = (float)(random.NextDouble() - 0.5 + (isFirst ? inputOffset : 0));
                }
                else if (statistic.Name.EndsWith(".moving_variance", StringComparison.Ordinal))
                {
                    statistic[i] = (float)(random.NextDouble() + 0.3);
                }
            }
        }

        float[] features = Input(network, rows: 40, inputOffset, seed: 5);
        if (network.Layout.TargetNormalizer is not null)
        {
            network.FitNormalizers(DataSet.FromArrays(features, network.Layout.InputSize, Targets(network, rows: 40), network.Layout.OutputSize));
        }
        else if (network.Layout.Normalizers.Length > 0)
        {
            network.FitNormalizers(DataSet.FromArrays(features, network.Layout.InputSize, new int[40], 2));
        }

        return network;
    }

    /// <summary>
    /// Rows of independent values around <paramref name="offset"/>, of deviation 1; four in five are zeros where the input is sparse.
    /// </summary>
    public static float[] Input(Network network, int rows, double offset = 0, int seed = 1)
    {
        var random = new Random(seed);
        var input = new float[rows * network.Layout.InputSize];
        bool isSparse = network.GetType().GetCustomAttribute<InputAttribute>() is { Sparse: true };
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = isSparse && random.Next(5) > 0 ? 0 : (float)(offset + Normal(random));
        }

        return input;
    }

    /// <summary>Targets of a unit for each output: around 50 and deviation 8 the first, then each with twice the deviation of the one before it.</summary>
    public static float[] Targets(Network network, int rows)
    {
        var random = new Random(2);
        int outputs = network.Layout.OutputSize;
        return [.. Enumerable.Range(0, rows * outputs).Select(i => (float)(50 + (8 * Math.Pow(2, i % outputs % 5) * Normal(random))))];
    }

    /// <summary>A draw from the normal distribution.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Each after a Dense, where it may work in place, and after a BatchNorm, with which it is fused.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Activations()
    {
        string[] activations =
        [
            "Relu", "LeakyRelu(0.2)", "LeakyRelu(0)", "PRelu", "PRelu(shared: true)", "Relu6", "Elu(0.7)", "Selu", "Gelu",
            "Gelu(GeluForm.Tanh)", "Silu", "Mish", "Softplus", "Softsign", "Sigmoid", "HardSigmoid", "HardSigmoid(HardSigmoidForm.Fifth)",
            "HardSwish", "Tanh", "Exponential", "Rescale(0.5, 0.25)",
        ];
        return activations.Select(static kind => KeyValuePair.Create(
            $"activation {kind}", $"[Input(5), Dense(7), {kind}, Dense(6), BatchNorm, {kind}, Dense(3)]"));
    }

    private static Dictionary<string, string> BatchNorms() => new()
    {
        ["BatchNorm before the activation"] =
            "[Input(5), Dense(33, bias: false), BatchNorm, Gelu, Dense(17, bias: false), BatchNorm, Tanh, Dense(3)]",
        ["BatchNorm after the activation"] = "[Input(5), Dense(16), Softplus, BatchNorm, Dense(9), Tanh, BatchNorm, Dense(3)]",
        ["BatchNorm at the input"] = "[Input(6), BatchNorm, Dense(8), Tanh, Dense(2)]",
        ["BatchNorm at the input, activation after it"] = "[Input(6), BatchNorm, Tanh, Dense(8), Tanh, Dense(2)]",
        ["BatchNorm last"] = "[Input(6), Dense(8), Tanh, Dense(5), BatchNorm]",
        ["BatchNorm on both sides of a Dense"] = "[Input(6), BatchNorm, Dense(8), BatchNorm, Sigmoid, Dense(5)]",
        ["BatchNorm twice"] =
            "[Input(6), Dense(8), BatchNorm(Average = MovingAverage.Cumulative), BatchNorm(Average = MovingAverage.Cumulative), Silu]",
        ["BatchNorm alone"] = "[Input(35), BatchNorm]",
        ["BatchNorm and activations without Dense"] =
            "[Input(40), BatchNorm, Gelu, BatchNorm, Tanh, Silu, PRelu(shared: true), PRelu(shared: true), PRelu]",
        ["BatchNorm without scale"] = "[Input(6), Dense(8), BatchNorm(scale: false), Tanh, Dense(2)]",
        ["BatchNorm without centre"] = "[Input(6), Dense(8), BatchNorm(center: false), Tanh, Dense(2)]",
        ["BatchNorm without both"] = "[Input(6), BatchNorm(center: false, scale: false), Dense(8), Tanh, Dense(2)]",
        ["BatchNorm frozen"] =
            "[Input(6), Dense(8), BatchNorm(FrozenStatistics = true), Tanh, BatchNorm(FrozenStatistics = true), Dense(2)]",
        ["BatchNorm not trainable"] =
            "[Input(6), Dense(8), BatchNorm(Trainable = false), Tanh, BatchNorm(axis: 1, scale: false, Trainable = false), Dense(2)]",
        ["BatchNorm not trainable at the input"] = "[Input(6), BatchNorm(Trainable = false), Tanh, Dense(2), BatchNorm(Trainable = false)]",
        ["BatchNorm by virtual batches"] =
            "[Input(6), Dense(40, bias: false), BatchNorm(VirtualBatch = 2), Tanh, BatchNorm(VirtualBatch = 3, RunningVariance = RunningVariance.Unbiased), Dense(2)]",
        ["BatchNorm by virtual batches on axis 1"] =
            "[Input(4, 3), BatchNorm(VirtualBatch = 2), Dense(35), BatchNorm(axis: 1, VirtualBatch = 1, Average = MovingAverage.Cumulative), Tanh, Dense(2)]",
        ["BatchNorm renormalised"] =
            "[Input(6), Dense(40), BatchNorm(Renormalize = true), Tanh, Dense(5), BatchNorm(scale: false, Renormalize = true, RMax = 1.5), Dense(2)]",
        ["BatchNorm renormalised on axis 1"] =
            "[Input(4, 3), BatchNorm(center: false, Renormalize = true, DMax = 0.25), Dense(5), BatchNorm(axis: 1, Renormalize = true), Tanh, Dense(2)]",
        ["BatchNorm unbiased"] =
            "[Input(6), Dense(8), BatchNorm(momentum: 0.5, RunningVariance = RunningVariance.Unbiased), Tanh, Dense(2)]",
        ["BatchNorm after Dropout"] = "[Input(6), Dense(8), Tanh, Dropout(0.3), BatchNorm, Dense(2)]",
        ["BatchNorm before Dropout"] = "[Input(6), Dense(8), Tanh, BatchNorm, Dropout(0.3), Dense(2)]",
        ["BatchNorm before Flatten"] = "[Input(4, 3), Dense(5), Tanh, BatchNorm, Flatten, Dense(2)]",
        ["BatchNorm before Dropout and Flatten"] = "[Input(4, 3), Dense(5), Tanh, BatchNorm, Dropout(0.2), Flatten, Dense(2)]",
        ["BatchNorm after Flatten"] = "[Input(4, 3), Flatten, BatchNorm, Dense(5), Tanh, Dense(2)]",
        ["BatchNorm at the input, Flatten after it"] = "[Input(4, 3), BatchNorm, Flatten, Dense(5), Tanh, Dense(2)]",
        ["BatchNorm on axis 1 of 2"] = "[Input(4, 3), Dense(5), BatchNorm(axis: 1), Tanh, Dense(2)]",
        ["BatchNorm on axis 2 of 2"] = "[Input(4, 3), Dense(5), BatchNorm(axis: 2), Tanh, Dense(2)]",
        ["BatchNorm on axis 1 of size 1"] = "[Input(1, 5), Dense(16), Relu, Dense(40), Tanh, BatchNorm(axis: 1), Dense(2), Softmax]",
        ["BatchNorm on axis 1 of size 1 at the input"] = "[Input(1, 5), BatchNorm(axis: 1), Dense(6), Tanh, Dense(2), Softmax]",
        ["BatchNorm on axis 1, then Flatten"] = "[Input(4, 3), Dense(5), Tanh, BatchNorm(axis: 1), Flatten, Dense(2)]",
        ["BatchNorm on axis 1 of 3"] = "[Input(2, 3, 4), Dense(5), BatchNorm(axis: 1), Tanh, Flatten, Dense(2)]",
        ["BatchNorm on axis 2 of 3"] = "[Input(2, 3, 4), Dense(35), BatchNorm(axis: 2), Silu, Dense(2)]",
        ["BatchNorm on axis 3 of 3"] = "[Input(2, 3, 4), Dense(5), BatchNorm(axis: 3), Tanh, Dense(2)]",
        ["BatchNorm on axis -3 of 3, then Flatten"] = "[Input(2, 3, 4), Dense(5), Tanh, BatchNorm(axis: -3), Flatten, Dense(2)]",
        ["BatchNorm on two axes"] = "[Input(4, 3), Dense(5), BatchNorm(axis: 1), BatchNorm, BatchNorm(axis: -2), Tanh, Flatten, Dense(2)]",
        ["BatchNorm on axis 1 at the input"] = "[Input(4, 3), BatchNorm(axis: 1), Dense(5), Tanh, Dense(2)]",
        ["BatchNorm on axis 1, frozen"] = "[Input(4, 3), Dense(5), BatchNorm(axis: 1, FrozenStatistics = true), Tanh, Dense(2)]",
        ["BatchNorm on axis 1, cumulative and unbiased"] =
            "[Input(4, 3), BatchNorm(axis: 1, Average = MovingAverage.Cumulative, RunningVariance = RunningVariance.Unbiased), Silu]",
    };

    private static Dictionary<string, string> Shapes() => new()
    {
        ["one Dense"] = "[Input(7), Dense(5)]",
        ["one Dense without bias"] = "[Input(7), Dense(5, bias: false)]",
        ["one value"] = "[Input(1), Dense(1)]",
        ["Dense after Dense"] = "[Input(5), Dense(16), Dense(32), Dense(3)]",
        ["awkward widths"] = "[Input(37), Dense(65), Tanh, Dense(49), Silu, Dense(31), Gelu, Dense(18)]",
        ["one activation"] = "[Input(19), Tanh]",
        ["activations in a row"] = "[Input(19), Relu, Tanh, Gelu, Sigmoid, Softplus, Silu, Dense(3)]",
        ["Dense on rank 2"] = "[Input(4, 3), Dense(7), Relu, Dense(2)]",
        ["Dense on rank 3"] = "[Input(2, 3, 4), Dense(33), Silu, Dense(2)]",
        ["Sparse input"] = "[Input(150, Sparse = true), Dense(40), Tanh, Dense(2)]",
        ["Sparse input, rescaled and dropped"] =
            "[Input(300, Sparse = true), Rescale(0.5), Dropout(0.2), Dense(33, bias: false), BatchNorm, Tanh, Dense(2)]",
        ["Sparse input on rank 2"] = "[Input(4, 9, Sparse = true), Dense(7), Tanh, Dense(2)]",
        ["Sparse input, then Flatten"] = "[Input(4, 40, Sparse = true), Flatten, Dense(7), Tanh, Dense(2)]",
        ["Sparse input, Flatten between two Rescales"] = "[Input(4, 9, Sparse = true), Rescale(2), Flatten, Rescale(0.5), Dense(7), Tanh]",
        ["Flatten at the input"] = "[Input(2, 3, 4), Flatten, Dense(5), Tanh, Dense(2)]",
        ["Flatten in the middle"] = "[Input(3, 4), Dense(34), Tanh, Flatten, Dense(5), Tanh, Dense(2)]",
        ["Flatten last"] = "[Input(3, 4), Dense(5), Tanh, Flatten]",
        ["Flatten of vectors"] = "[Input(6), Flatten, Dense(5), Tanh, Flatten, Dense(2)]",
        ["Dropout at the input"] = "[Input(9), Dropout(0.2), Dense(5), Tanh, Dense(2)]",
        ["Dropout after the activation"] = "[Input(5), Dense(34), Tanh, Dropout(0.4), Dense(8), Relu, Dropout(0.1), Dense(2)]",
        ["Dropout twice"] = "[Input(5), Dense(8), Dropout(0.4), Dropout(0.2), Tanh, Dense(2)]",
        ["GaussianDropout"] = "[Input(5), Dense(34), Tanh, GaussianDropout(0.4), Dense(8), GaussianDropout(0.1), Silu, Dense(2)]",
        ["AlphaDropout"] = "[Input(5), Dense(34), Selu, AlphaDropout(0.4), Dense(8), Selu, AlphaDropout(0.1), AlphaDropout(0.67646), Dense(2)]",
        ["AlphaDropout on rank 2, then Flatten"] = "[Input(4, 3), Dense(7), Selu, AlphaDropout(0.3), Flatten, Dense(2)]",
        ["GaussianDropout of a sparse input"] = "[Input(40, Sparse = true), GaussianDropout(0.3), Dense(35), Tanh, Dense(2)]",
        ["GaussianNoise"] = "[Input(5), GaussianNoise(0.2), Dense(34), Tanh, GaussianNoise(0.5), Dense(2)]",
        ["GaussianNoise merged with what it reads"] = "[Input(4, 3), Dense(7), Tanh(Name = \"a\"), GaussianNoise(0.5), Add(\"a\"), Concat(\"a\"), Dense(2)]",
        ["Noise twice, last"] = "[Input(4, 3), Dense(7), Tanh, GaussianNoise(0.5), GaussianDropout(0.5), GaussianNoise(0.1)]",
        ["Dropout on rank 2, last"] = "[Input(4, 3), Dense(7), Tanh, Dropout(0.5)]",
    };

    private static Dictionary<string, string> Graphs() => new()
    {
        ["Residual"] = "[Input(5, Name = \"x\"), Dense(33), Silu, Dense(5), Add(\"x\"), Dense(2)]",
        ["Residual, projected"] = "[Input(5), Dense(7), Tanh, Dense(40, Name = \"main\"), Dense(40, bias: false, From = \"input\"), Add(\"main\"), Tanh]",
        ["Residual behind BatchNorm"] =
            "[Input(6), Dense(40), BatchNorm, Tanh(Name = \"x\"), Dense(40, bias: false), BatchNorm, Add(\"x\"), Gelu, Dense(3)]",
        ["Residual twice over"] =
            "[Input(6), Dense(8), Tanh(Name = \"x\"), Dense(8), Add(\"x\", Name = \"y\"), Tanh, Dense(8), Add(\"y\", \"x\"), BatchNorm, Add(\"x\"), Dense(2)]",
        ["An activation beside what it reads"] = "[Input(6), Dense(35, Name = \"x\"), Tanh, Add(\"x\"), BatchNorm, Silu, Add(\"x\"), Dense(2)]",
        ["Three readers of one BatchNorm"] =
            "[Input(6), Dense(9), BatchNorm(Name = \"x\"), Tanh, Add(\"x\", Name = \"a\"), Silu(From = \"x\"), BatchNorm, Concat(\"a\"), Dense(2)]",
        ["Standardize, read twice"] = "[Input(6), Standardize, Dense(6), Tanh, Add(\"standardize1\"), Dense(4)]",
        ["Standardize beside the raw input"] = "[Input(6), Standardize, Dense(7), Tanh(Name = \"a\"), Dense(7, From = \"input\"), Add(\"a\"), Dense(2)]",
        ["Concat"] = "[Input(5), Dense(37), Tanh(Name = \"a\"), Dense(18), Silu, Concat(\"a\", \"input\"), Dense(3)]",
        ["Concat on rank 2"] = "[Input(4, 3), Dense(35), Tanh, Concat(\"input\"), BatchNorm(axis: 1), Concat(\"tanh1\"), Flatten, Dense(2)]",
        ["Concat of one value with many"] = "[Input(33), Dense(1), Concat(\"input\"), Dense(2)]",
        ["Merges of what Flatten gives"] =
            "[Input(4, 3), Flatten(Name = \"f\"), Dense(12), Tanh, Add(\"f\"), Dropout(0.2), Add(\"f\"), Concat(\"f\"), Dense(2)]",
        ["Merges of the raw input"] = "[Input(4, 3), Tanh, Add(\"input\"), BatchNorm(axis: 1), Add(\"input\"), Flatten, Dense(2)]",
        ["A branch that trains nothing"] = "[Input(8), Dense(8, Name = \"d\"), Tanh(From = \"input\"), Add(\"d\"), Softmax]",
        ["Shared slopes on two branches"] =
            "[Input(8), Dense(40, Name = \"d\"), PRelu(shared: true, Name = \"p\"), PRelu(shared: true, From = \"d\"), Add(\"p\", \"d\"), Dense(2), Sigmoid]",
    };

    private static Dictionary<string, string> SampleNorms() => new()
    {
        ["LayerNorm"] = "[Input(6), Dense(33), LayerNorm, Gelu, Dense(17), LayerNorm, Tanh, Dense(3)]",
        ["LayerNorm at the input and last"] = "[Input(35), LayerNorm, Dense(8), Tanh, Dense(5), LayerNorm]",
        ["LayerNorm alone"] = "[Input(67), LayerNorm(epsilon: 1e-5)]",
        ["LayerNorm without scale and centre"] =
            "[Input(6), Dense(8), LayerNorm(scale: false), Tanh, Dense(9), LayerNorm(center: false), Silu, LayerNorm(0.1, false, false), Dense(2)]",
        ["LayerNorm on rank 2"] = "[Input(4, 5), Dense(8), LayerNorm, Tanh, Flatten, Dense(40), LayerNorm, Dense(3), Softmax]",
        ["RMSNorm"] = "[Input(6), RMSNorm, Dense(40), RMSNorm(scale: false), Tanh, RMSNorm(1e-3), Dense(2)]",
        ["GroupNorm"] = "[Input(3, 2, 6), GroupNorm(3), Dense(40), GroupNorm(8, center: false), Tanh, GroupNorm(-1), Flatten, GroupNorm(48), Dense(2)]",
        ["GroupNorm, then Flatten"] = "[Input(3, 5), Dense(35), GroupNorm(5), Dropout(0.2), Flatten, Dense(2)]",
        ["GroupNorm across panels"] = "[Input(5, 4), Dense(66), GroupNorm(3, scale: false), Tanh, GroupNorm(1), Dense(2), Sigmoid]",
        ["Norms on branches"] =
            "[Input(8), Dense(40, Name = \"d\"), LayerNorm(Name = \"n\"), Dense(40), Add(\"d\"), RMSNorm(From = \"d\", Name = \"r\"), Add(\"n\", \"add1\"), "
            + "GroupNorm(5), Add(\"r\"), LayerNorm(From = \"d\"), Add(\"add3\"), Dense(2)]",
        ["LayerNorm, BatchNorm and Dropout"] = "[Input(6), Dense(8), LayerNorm, BatchNorm, Dropout(0.2), LayerNorm, PRelu, Dense(2)]",
    };

    private static Dictionary<string, string> Losses() => new()
    {
        ["cross-entropy on logits"] = "[Input(5), Dense(8), Tanh, Dense(4)]\n[Loss(LossKind.CrossEntropy)]",
        ["Softmax"] = "[Input(5), Dense(8), Tanh, Dense(4), Softmax]",
        ["Softmax of 35 classes"] = "[Input(5), Dense(35), Softmax]",
        ["Softmax, smoothed"] = "[Input(5), Dense(8), Tanh, Dense(4), Softmax]\n[Loss(LossKind.CrossEntropy, LabelSmoothing = 0.2)]",
        ["clipped cross-entropy on logits"] = "[Input(5), Dense(8), Tanh, Dense(4)]\n[Loss(LossKind.ClippedCrossEntropy)]",
        ["clipped cross-entropy, Softmax, smoothed"] =
            "[Input(4, 5), Dense(8), Tanh, Dense(35), Softmax]\n[Loss(LossKind.ClippedCrossEntropy, LabelSmoothing = 0.2)]",
        ["Softmax on rank 2"] = "[Input(4, 5), Dense(8), Tanh, Dense(3), Softmax]",
        ["Softmax alone"] = "[Input(5), Softmax]",
        ["LogSoftmax"] = "[Input(5), Dense(8), Tanh, Dense(4), LogSoftmax]",
        ["Softmax with mean squared error"] = "[Input(5), Dense(8), Tanh, Dense(4), Softmax]\n[Loss(LossKind.MeanSquaredError)]",
        ["LogSoftmax with Huber"] = "[Input(5), Dense(8), Tanh, Dense(4), LogSoftmax]\n[Loss(LossKind.Huber, Delta = 0.5)]",
        ["binary cross-entropy on one logit"] = "[Input(5), Dense(8), Tanh, Dense(1)]\n[Loss(LossKind.BinaryCrossEntropy)]",
        ["Sigmoid of one"] = "[Input(5), Dense(8), Tanh, Dense(1), Sigmoid]",
        ["Sigmoid of several"] = "[Input(5), Dense(8), Tanh, Dense(4), Sigmoid]\n[Loss(LossKind.BinaryCrossEntropy, LabelSmoothing = 0.1)]",
        ["Sigmoid with mean squared error"] = "[Input(5), Dense(8), Tanh, Dense(2), Sigmoid]\n[Loss(LossKind.MeanSquaredError)]",
        ["mean absolute error"] = "[Input(5), Dense(8), Tanh, Dense(2)]\n[Loss(LossKind.MeanAbsoluteError)]",
        ["Huber"] = "[Input(5), Dense(8), Tanh, Dense(2)]\n[Loss(LossKind.Huber, Delta = 0.3)]",
        ["mean squared error on rank 2"] = "[Input(3, 5), Dense(8), Tanh, Dense(2)]",
    };

    private static Dictionary<string, string> Targets() => new()
    {
        ["Targets standardised"] = "[Input(6), Dense(8), Tanh, Dense(3)]\n[TargetStandardize]",
        ["Targets standardised, one output"] = "[Input(6), Standardize, TargetStandardize, Dense(40), Tanh, Dense(1)]",
        ["Targets standardised, 35 outputs"] = "[Input(6), Dense(8), Tanh, Dense(35, bias: false), TargetStandardize(Name = \"t/1\")]",
        ["Targets standardised on rank 2"] = "[Input(3, 5), Dense(8), Tanh, Dense(2), TargetStandardize, Loss(LossKind.MeanAbsoluteError)]",
        ["Targets standardised behind an activation"] =
            "[Input(6), Dense(8), Tanh, Dense(3), LeakyRelu, TargetStandardize, Loss(LossKind.Huber, Delta = 0.5)]",
        ["Targets standardised behind Sigmoid"] = "[Input(6), Dense(8), Tanh, Dense(3), Sigmoid, TargetStandardize, Loss(LossKind.MeanSquaredError)]",
        ["Targets standardised behind BatchNorm"] = "[Input(6), Dense(8), Tanh, Dense(5), BatchNorm, TargetStandardize]",
        ["Targets standardised behind BatchNorm and an activation"] = "[Input(6), Dense(8), BatchNorm, Tanh, Dense(5), BatchNorm, Silu, TargetStandardize]",
        ["Targets standardised behind LayerNorm"] = "[Input(6), Dense(35), LayerNorm, TargetStandardize]",
        ["Targets standardised behind Dropout"] = "[Input(6), Dense(8), Tanh, Dense(40), Dropout(0.2), TargetStandardize]",
        ["Targets standardised behind Flatten"] = "[Input(3, 4), Dense(5), Flatten, TargetStandardize]",
        ["Targets standardised behind a merge"] = "[Input(6), Dense(5, Name = \"a\"), Tanh, Dense(5), Add(\"a\"), TargetStandardize]",
        ["Targets standardised alone"] = "[Input(35), Standardize, TargetStandardize]",
        ["Targets standardised, the same bits everywhere"] =
            "[Input(6), Dense(40), Tanh, Dense(3), TargetStandardize, Network(Reproducible = true)]",
    };

    private static Dictionary<string, string> Normalizers() => new()
    {
        ["Rescale"] = "[Input(6), Rescale(0.125, -0.5), Dense(8), Tanh, Dense(2)]",
        ["Standardize"] = "[Input(6), Standardize, Dense(8), Tanh, Dense(2)]",
        ["MinMax"] = "[Input(6), MinMax(-1, 2), Dense(8), Tanh, Dense(2)]",
        ["Rescale, Standardize and MinMax"] = "[Input(6), Rescale(0.125), Standardize, MinMax(-1, 1), Dense(8), Tanh, Dense(2)]",
        ["Standardize and BatchNorm"] = "[Input(6), Standardize, BatchNorm, Dense(8), Tanh, Dense(2)]",
        ["Standardize alone"] = "[Input(35), Standardize]",
        ["Standardize and an activation"] = "[Input(6), Standardize, Tanh, Dense(2)]",
        ["Standardize on rank 3"] = "[Input(2, 3, 4), Standardize, Dense(5), Tanh, Dense(2)]",
        ["Standardize, then Flatten"] = "[Input(2, 3, 4), Standardize, Flatten, Dense(5), Tanh, Dense(2)]",
        ["Flatten, then MinMax"] = "[Input(2, 3, 4), Flatten, MinMax, Dense(5), Tanh, Dense(2)]",
        ["Center"] = "[Input(6), Center, Dense(8), Tanh, Dense(2)]",
        ["Center and an activation"] = "[Input(6), Center, Tanh, Dense(2)]",
        ["MaxAbs"] = "[Input(6), MaxAbs, Dense(8), Tanh, Dense(2)]",
        ["MaxAbs of a sparse input"] = "[Input(140, Sparse = true), MaxAbs, Dense(8), Tanh, Dense(2)]",
        ["Standardize and RobustScale of a sparse input"] =
            "[Input(140, Sparse = true), Standardize(center: false), RobustScale(5, 95, center: false), Dropout(0.2), Dense(8), Tanh, Dense(2)]",
        ["RobustScale"] = "[Input(6), RobustScale, Dense(8), Tanh, Dense(2)]",
        ["RobustScale on rank 2"] = "[Input(3, 5), RobustScale(10, 80, Columns = [4, 0]), Dense(8), Tanh, Dense(2)]",
        ["Standardize without centre"] = "[Input(6), Standardize(center: false, Unbiased = true), Dense(8), Tanh, Dense(2)]",
        ["Standardize on columns"] = "[Input(37), Standardize(Columns = [0, 2, 36]), MinMax(FirstColumn = 3, LastColumn = 35), Dense(8), Tanh, Dense(2)]",
        ["Center, then MaxAbs, then Rescale"] = "[Input(6), Center(FirstColumn = 2), MaxAbs(LastColumn = 3), Rescale(3, 1), Dense(8), Tanh, Dense(2)]",
        ["Log and Clip"] = "[Input(37), Log(9.5, Columns = [1, 36]), Clip(-1.5, 1.25, LastColumn = 32), Dense(8), Tanh, Dense(2)]",
        ["Log alone"] = "[Input(3, 35), Log(20)]",
        ["Clip, Standardize, then Flatten and Whiten"] =
            "[Input(3, 5), Clip(-20000, 20000), Standardize, Flatten, Whiten(Whitening.Zca, 0.01), Dense(5), Tanh, Dense(2)]",
        ["Whiten"] = "[Input(6), Whiten, Dense(8), Tanh, Dense(2)]",
        ["Whiten alone"] = "[Input(35), Whiten(Whitening.Zca, 0.1, Standardize = true)]",
        ["Whiten and an activation"] = "[Input(33), Whiten(Whitening.Decorrelate), Tanh, Dense(2)]",
        ["Whiten columns"] = "[Input(40), Whiten(epsilon: 0.01, Components = 3, FirstColumn = 1, LastColumn = 9), Dense(8), Tanh, Dense(2)]",
        ["Whiten columns, then Standardize and BatchNorm"] =
            "[Input(40), Whiten(Whitening.Decorrelate, Columns = [0, 2, 4]), Standardize, BatchNorm, Dense(8), Tanh, Dense(2)]",
        ["Whiten, then Standardize and BatchNorm"] = "[Input(7), Whiten(Components = 5), Standardize, BatchNorm, Dense(8), Tanh, Dense(2)]",
        ["Whiten to few components"] = "[Input(40), Rescale(0.5), Whiten(Components = 3), Dense(64), Tanh, Dense(2)]",
        ["Flatten, then Whiten twice"] =
            "[Input(2, 3, 4), Standardize, Flatten, Whiten(Whitening.Zca), Whiten(Standardize = true), Dense(5), Tanh, Dense(2)]",
        ["Rescale and BatchNorm in the middle"] =
            "[Input(6), Dense(8), Rescale(3), BatchNorm, Rescale(0.5, 1), Tanh, Rescale(2), BatchNorm, Rescale(-1), Dense(2)]",
    };
}
