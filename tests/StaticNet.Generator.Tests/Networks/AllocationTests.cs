namespace StaticNet.Generator.Tests.Networks;

/// <summary>Training steps and predictions allocate nothing once memory for the batch is there.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    private const int Calls = 1000;

    private const int Batch = 5;

    /// <summary>Among them one whose prediction needs more scratch than the stack gives.</summary>
    public static TheoryData<string> Declarations =>
    [
        "[Input(12), Dense(40, bias: false), BatchNorm, Relu, Dropout(0.3), Dense(5), Softmax]",
        "[Input(12), Standardize, Dense(40), Gelu, BatchNorm, PRelu(shared: true), Dense(1), Sigmoid]",
        "[Input(40), Clip(-2, 2, Columns = [1, 39]), Log(3, FirstColumn = 5), RobustScale(Columns = [1, 3]), Center, Whiten(Components = 7), Dense(40), Relu, Dense(5), Softmax]",
        "[Input(4, 3), Dense(16), Relu, BatchNorm(axis: 1), Dense(7), Tanh, Flatten, Dropout(0.2), Dense(3), LogSoftmax]",
        "[Input(2, 3, 4), BatchNorm(Average = MovingAverage.Cumulative), Flatten, Dense(9), Mish, Dense(2)]\n[Loss(LossKind.Huber)]",
        "[Input(4, 3), Dense(36, bias: false), BatchNorm(VirtualBatch = 2, GammaL2 = 0.1, BetaConstraint = Constraint.MaxNorm), Relu, BatchNorm(axis: 1, VirtualBatch = 2), BatchNorm(Renormalize = true), Flatten, Dense(3)]",
        "[Input(12), Dense(20000), Relu, Dense(3)]",
        "[Input(12), Dense(40), BatchNorm, Relu(Name = \"a\"), Dense(40), Add(\"a\"), Tanh, Concat(\"a\", \"input\"), Dense(5), Softmax]",
        "[Input(3, 12), LayerNorm, Dense(40), RMSNorm, Relu, GroupNorm(5), Flatten, Dense(5), Softmax]\n[Loss(LossKind.ClippedCrossEntropy)]",
        "[Input(12), GaussianNoise(0.1), Dense(40), Selu, AlphaDropout(0.1), GaussianDropout(0.3), Dense(5), Softmax]",
        "[Input(12), Dense(40), Relu, Dense(5)]\n[TargetStandardize]",
        "[Input(140, Sparse = true), Rescale(0.5), Dropout(0.1), Dense(20, bias: false), BatchNorm, Relu, Dense(3), Softmax]",
    ];

    private static readonly Optimizer[] _optimizers =
    [
        Optimizer.Sgd(),
        Optimizer.Momentum(),
        Optimizer.Nesterov(),
        Optimizer.Adam(),
        Optimizer.AdamW() with { DecayAll = true },
        Optimizer.Adagrad(),
        Optimizer.RmsProp(),
        Optimizer.RmsProp(momentum: 0.9),
        Optimizer.Adam() with { L2 = 1e-4, ClipNorm = 0.1, WeightDecay = 1e-4 },
    ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Forward_and_Backward(string declaration)
    {
        Network network = Create(declaration);
        float[] input = Architectures.Input(network, Batch);
        var output = new float[Batch * network.Layout.OutputSize];
        var inputGradient = new float[input.Length];

        AssertNothingAllocated(Calls, () =>
        {
            network.Forward(input, output);
            network.Backward(output);
            network.Forward(input, output);
            network.Backward(output, inputGradient);
        });
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Training_steps(string declaration)
    {
        Network network = Create(declaration);
        float[] input = Architectures.Input(network, Batch);
        bool takesLabels = network.Layout.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy or LossKind.BinaryCrossEntropy;
        int[] labels = takesLabels ? [1, 0, 1, 1, 0] : [];
        float[] targets = takesLabels ? [] : new float[Batch * network.Layout.OutputSize];
        float[] weights = [];
        foreach (Optimizer optimizer in _optimizers)
        {
            var step = new TrainingStep(network, new OptimizerState(optimizer, network));
            AssertNothingAllocated(
                Calls / _optimizers.Length,
                () => Assert.True(double.IsFinite(step.Run(input, labels, targets, Batch, learningRate: 1e-5, weights))));
            weights = weights.Length == 0 ? [1, 0.5f, 2, 0, 1] : [];
        }
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Prediction(string declaration)
    {
        Network network = Create(declaration);
        AssertNothingAllocated(network, network.ToPredictor());
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Prediction_in_other_precisions(string declaration)
    {
        Network network = Create(declaration);
        var rows = DataSet.FromArrays(
            Architectures.Input(network, Batch), network.Layout.InputSize, new float[Batch * network.Layout.OutputSize], network.Layout.OutputSize);
        AssertNothingAllocated(network, network.ToPredictor(Precision.BFloat16));
        AssertNothingAllocated(network, network.ToPredictor(Precision.Int8, rows));
    }

    private static void AssertNothingAllocated(Network network, Predictor predictor)
    {
        float[] input = Architectures.Input(network, Batch);
        int size = network.Layout.InputSize;
        var output = new float[Batch * network.Layout.OutputSize];
        var classes = new int[Batch];
        var workspace = new float[predictor.WorkspaceLength];

        AssertNothingAllocated(Calls, () =>
        {
            predictor.Predict(input, output);
            predictor.Predict(input.AsSpan(0, size), output.AsSpan(0, network.Layout.OutputSize));
            predictor.Predict(input, output, workspace);
            predictor.Classify(input, classes);
            predictor.Classify(input.AsSpan(0, size));
            network.PredictUnfolded(input, output);
        });
    }

    private static Network Create(string declaration) =>
        CompilerHarness.Create($"using StaticNet;\n\n{declaration}\npublic sealed partial class Net;");

    /// <summary>
    /// The least of three measurements counts: a garbage collection that ends meanwhile gives up the rest of the thread's allocation block,
    /// which is then counted as allocated.
    /// </summary>
    private static void AssertNothingAllocated(int calls, Action action)
    {
        action();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 3 && least > 0; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < calls; call++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
