namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Arguments of every wrong value that C# lets pass, and of extreme values that are right.</summary>
public sealed class HostileArgumentTests
{
    private const string OutOfRange = "SN0106";
    private const string Duplicate = "SN0107";
    private const string WithoutEffect = "SN0109";
    private const string Shape = "SN0201";
    private const string TooLarge = "SN0202";
    private const string Softmax = "SN0203";
    private const string Loss = "SN0204";
    private const string Normalizer = "SN0205";
    private const string SoftmaxOfOne = "SN0206";
    private const string Sparse = "SN0210";
    private const string Unknown = "SN0211";
    private const string Unread = "SN0212";
    private const string Unlike = "SN0213";
    private const string Nothing = "";

    private static readonly (string Attributes, string Rule)[] _cases =
    [
        ("[Input()] [Dense(3)]", OutOfRange),
        ("[Input(4, Sparse = true)] [Dense(3)]", Nothing),
        ("[Input(4, Sparse = false)] [Standardize] [Dense(3)]", Nothing),
        ("[Input(3, 4, Sparse = true)] [Dropout(0.5)] [Rescale(2)] [Flatten] [Rescale(2)] [Dense(3)]", Nothing),
        ("[Input(4, Sparse = true)] [Rescale(2, offset: 1)] [Dense(3)]", Sparse),
        ("[Input(4, Sparse = true)] [MinMax] [Dense(3)]", Sparse),
        ("[Input(4, Sparse = true)] [BatchNorm] [Dense(3)]", Sparse),
        ("[Input(4, Sparse = true)] [Softmax]", Sparse),
        ("[Input(4, Sparse = true)] [Rescale(2)]", Sparse),
        ("[Input(4, Sparse = true)] [Dense(3)] [Standardize]", Normalizer),
        ("[Input(4)] [Dense(4, Name = \"a\")] [Relu, Dense(4)] [Add(\"a\", \"input\")]", Nothing),
        ("[Input(4)] [Dense(4)] [Add(new[] { \"input\" })] [Concat(layers: new[] { \"input\", \"dense1\" }, From = \"add1\")]", Nothing),
        ("[Input(4)] [Dense(4, From = null)] [Relu(From = \"dense1\")]", Nothing),
        ("[Input(4)] [Add()]", OutOfRange),
        ("[Input(4)] [Add(null!)]", OutOfRange),
        ("[Input(4)] [Add((string)null!)]", Unknown),
        ("[Input(4)] [Add(\"\")]", Unknown),
        ("[Input(4)] [Add(\"input\")]", OutOfRange),
        ("[Input(4)] [Dense(4)] [Concat(\"input\", \"input\", \"input\")]", OutOfRange),
        ("[Input(4)] [Dense(4)] [Concat(\"x\", \"x\")]", Unknown),
        ("[Input(4)] [Dense(4)] [Concat(\"input\", From = \"input\")]", OutOfRange + ", " + Unread),
        ("[Input(4)] [Dense(4)] [Add(\"\\\"\\n*/ </summary>\\0\")]", Unknown),
        ("[Input(4, From = \"x\")] [Dense(4)]", WithoutEffect),
        ("[Input(4)] [Dense(4, From = \"\")]", Unknown),
        ("[Input(4)] [Dense(4, From = \"dense1\")]", Unknown),
        ("[Input(4)] [Dense(4, From = \"dense2\")] [Dense(4)]", Unknown),
        ("[Input(4)] [Dense(4)] [Dense(4, From = \"input\")]", Unread),
        ("[Input(4)] [Dense(3)] [Add(\"input\")]", Unlike),
        ("[Input(4, 1)] [Flatten] [Concat(\"input\")]", Unlike),
        ("[Input(4)] [BatchNorm(axis: 5)] [Add(\"input\")] [Dense(3)] [Concat(\"add1\")]", Shape),
        ("[Input(1)] [Dense(300000000)] [Concat(\"input\")]", TooLarge),
        ("[Input(1000000000)] [Tanh] [Concat(\"input\")] [Tanh] [Concat(\"input\")]", TooLarge),
        ("[Input(4)] [Dense(4)] [Softmax] [Add(\"dense1\")]", Softmax),
        ("[Input(4)] [Dense(4)] [Tanh] [Dense(3, From = \"dense1\")] [Concat(\"tanh1\")] [Softmax(From = \"concat1\")]", Nothing),
        ("[Input(4, Sparse = true)] [Dense(4)] [Add(\"input\")]", Sparse),
        ("[Input(4, Sparse = true)] [Dense(4)] [Tanh] [Add(\"dense1\")]", Nothing),
        ("[Input(null!)] [Dense(3)]", OutOfRange),
        ("[Input(0)] [Dense(3)]", OutOfRange),
        ("[Input(4, -1)] [Dense(3)]", OutOfRange),
        ("[Input(int.MinValue)] [Dense(3)]", OutOfRange),
        ("[Input(new[] { 2, 2 })] [Dense(3)]", Nothing),
        ("[Input(1, 1, 1, 1, 1, 1, 1, 1, 1)] [Dense(3)]", Nothing),
        ("[Input(int.MaxValue)] [Dense(3)]", TooLarge),
        ("[Input(65536, 65536)] [Dense(3)]", TooLarge),
        ("[Input(65536, 65536)] [Flatten]", TooLarge),
        ("[Input(1000000)] [Dense(1000000)]", TooLarge),
        ("[Input(4)] [Dense(int.MaxValue)]", TooLarge),
        ("[Input(1)] [Dense(200000000)]", TooLarge),
        ("[Input(100000000)] [Standardize] [Relu] [Relu] [Mish] [Mish] [Mish]", TooLarge),
        ("[Input(50000000)] [BatchNorm(FrozenStatistics = true), BatchNorm, BatchNorm]", Nothing),
        ("[Input(4)] [Dense(0)]", OutOfRange),
        ("[Input(4)] [Dense(-3)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = (Initializer)99)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = (Initializer)(-1))]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Uniform, KernelMin = 1, KernelMax = -1)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Uniform, KernelMin = double.NaN)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Normal, KernelDeviation = -1)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Normal, KernelMean = double.PositiveInfinity)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Constant, KernelValue = 1e39)]", OutOfRange),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Constant, KernelValue = -1e-60)]", Nothing),
        ("[Input(4)] [Dense(3, Kernel = Initializer.Constant, KernelValue = -0.0)]", Nothing),
        ("[Input(4)] [Dense(3, BiasInitializer = Initializer.Uniform, BiasMin = -1e-7, BiasMax = 12345678.9)]", Nothing),
        ("[Input(4)] [Dense(3, KernelMin = 0)]", WithoutEffect),
        ("[Input(4)] [Dense(3, BiasValue = 0)]", WithoutEffect),
        ("[Input(4)] [Dense(3, bias: false, BiasInitializer = Initializer.Ones)]", WithoutEffect),
        ("[Input(4)] [Dense(3, BiasInitializer = Initializer.HeNormal)]", OutOfRange),
        ("[Input(4)] [Dense(3, BiasInitializer = Initializer.Orthogonal)]", OutOfRange),
        ("[Input(4)] [Dense(bias: false, units: 3, Kernel = Initializer.Orthogonal)]", Nothing),
        ("[Input(4)] [Dropout(1)]", OutOfRange),
        ("[Input(4)] [Dropout(-0.1)]", OutOfRange),
        ("[Input(4)] [Dropout(double.NaN)]", OutOfRange),
        ("[Input(4)] [Dropout(double.NegativeInfinity)]", OutOfRange),
        ("[Input(4)] [Dropout(0.99999999999)]", OutOfRange),
        ("[Input(4)] [Dropout(0)]", Nothing),
        ("[Input(4)] [Dropout(1 - 0.5)]", Nothing),
        ("[Input(4)] [BatchNorm(epsilon: 0)]", OutOfRange),
        ("[Input(4)] [BatchNorm(epsilon: -1)]", OutOfRange),
        ("[Input(4)] [BatchNorm(epsilon: 1e-60)]", OutOfRange),
        ("[Input(4)] [BatchNorm(epsilon: double.PositiveInfinity)]", OutOfRange),
        ("[Input(4)] [BatchNorm(momentum: 1.5)]", OutOfRange),
        ("[Input(4)] [BatchNorm(momentum: -0.1)]", OutOfRange),
        ("[Input(4)] [BatchNorm(momentum: double.NaN)]", OutOfRange),
        ("[Input(4)] [BatchNorm(momentum: 0), BatchNorm(momentum: 1)]", Nothing),
        ("[Input(4)] [BatchNorm(Average = (MovingAverage)7)]", OutOfRange),
        ("[Input(4)] [BatchNorm(RunningVariance = (RunningVariance)7)]", OutOfRange),
        ("[Input(4)] [BatchNorm(center: false, scale: false, FrozenStatistics = true)]", Nothing),
        ("[Input(4)] [BatchNorm(axis: 0)]", Shape),
        ("[Input(4)] [BatchNorm(axis: 2)]", Shape),
        ("[Input(4)] [BatchNorm(axis: -2)]", Shape),
        ("[Input(4)] [BatchNorm(axis: int.MinValue)]", Shape),
        ("[Input(4)] [BatchNorm(axis: int.MaxValue)]", Shape),
        ("[Input(2, 4)] [BatchNorm(axis: 1), BatchNorm(axis: 2), BatchNorm(axis: -1), BatchNorm(axis: -2)]", Nothing),
        ("[Input(4)] [LeakyRelu(-0.1)]", OutOfRange),
        ("[Input(4)] [LeakyRelu(double.NaN)]", OutOfRange),
        ("[Input(4)] [LeakyRelu(1e39)]", OutOfRange),
        ("[Input(4)] [LeakyRelu(1e-60), LeakyRelu(-0.0), LeakyRelu(3e38)]", Nothing),
        ("[Input(4)] [Elu(0)]", OutOfRange),
        ("[Input(4)] [Elu(-1)]", OutOfRange),
        ("[Input(4)] [Elu(1e-60)]", OutOfRange),
        ("[Input(4)] [Elu(double.Epsilon)]", OutOfRange),
        ("[Input(4)] [Elu(1e-20)]", Nothing),
        ("[Input(4)] [PRelu(Slope = double.NaN)]", OutOfRange),
        ("[Input(4)] [PRelu(Slope = -1e30)]", Nothing),
        ("[Input(4)] [Gelu((GeluForm)9)]", OutOfRange),
        ("[Input(4)] [HardSigmoid((HardSigmoidForm)(-1))]", OutOfRange),
        ("[Input(4)] [Rescale(0)]", OutOfRange),
        ("[Input(4)] [Rescale(1e-60)]", OutOfRange),
        ("[Input(4)] [Rescale(double.NegativeInfinity)]", OutOfRange),
        ("[Input(4)] [Rescale(1, double.NaN)]", OutOfRange),
        ("[Input(4)] [Rescale(-1 / 255.0, 1e-3)]", Nothing),
        ("[Input(4)] [MinMax(1, 0)]", OutOfRange),
        ("[Input(4)] [MinMax(1, 1)]", OutOfRange),
        ("[Input(4)] [MinMax(0, 1e-60)]", OutOfRange),
        ("[Input(4)] [MinMax(double.NaN, 1)]", OutOfRange),
        ("[Input(4)] [MinMax(-1e-7, 1e7)]", Nothing),
        ("[Input(4)] [Softmax] [Dense(3)]", Softmax),
        ("[Input(4)] [LogSoftmax] [Dropout(0.5)]", Softmax),
        ("[Input(4)] [Dense(1)] [Softmax]", SoftmaxOfOne),
        ("[Input(4, 1)] [LogSoftmax]", SoftmaxOfOne),
        ("[Input(4)] [Dense(3)] [Standardize]", Normalizer),
        ("[Input(4)] [Relu] [MinMax]", Normalizer),
        ("[Input(4)] [Rescale(2), Standardize, Flatten, MinMax]", Nothing),
        ("[Input(4)] [Dense(3, Name = \"a\"), Dense(3, Name = \"a\")]", Duplicate),
        ("[Input(4)] [Dense(3, Name = \"dense2\"), Dense(3)]", Duplicate),
        ("[Input(4)] [Dense(3, Name = \"input\")]", Duplicate),
        ("[Input(4)] [Dense(3, Name = \"\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = \"a b\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = \"__selftest__\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = \"a.b\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = \"\\\"\\\\\\\"), (\\\\\\\\\\\"\\n*/ </summary> \\u2028\\0\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = \"\\uD800\")]", OutOfRange),
        ("[Input(4)] [Dense(3, Name = null)]", Nothing),
        ("[Input(4)] [Relu(Name = \"a_b\"), Relu(Name = \"aB\"), Relu(Name = \"A_b\"), Relu(Name = \"a__b_\"), Relu(Name = \"AB_2\")]", Nothing),
        ("[Input(4)] [Dense(3)] [Loss((LossKind)17)]", OutOfRange),
        ("[Input(4)] [Dense(3)] [Loss(LossKind.Huber, Delta = 0)]", OutOfRange),
        ("[Input(4)] [Dense(3)] [Loss(LossKind.Huber, Delta = double.NaN)]", OutOfRange),
        ("[Input(4)] [Dense(3)] [Loss(LossKind.CrossEntropy, LabelSmoothing = 1)]", OutOfRange),
        ("[Input(4)] [Dense(3)] [Loss(LossKind.CrossEntropy, Delta = 1)]", WithoutEffect),
        ("[Input(4)] [Dense(3)] [Loss(LossKind.MeanSquaredError, LabelSmoothing = 0.1)]", WithoutEffect),
        ("[Input(4)] [Dense(1)] [Loss(LossKind.CrossEntropy)]", Loss),
        ("[Input(4)] [Dense(3), Sigmoid] [Loss(LossKind.CrossEntropy)]", Loss),
        ("[Input(4)] [Dense(3), Softmax] [Loss(LossKind.BinaryCrossEntropy)]", Loss),
        ("[Loss(LossKind.MeanAbsoluteError)] [Input(4)] [Dense(3), Softmax]", Nothing),
    ];

    [Fact]
    public async Task Every_wrong_value_is_its_rule_and_no_other_error()
    {
        IReadOnlyList<NetworkOutcome> outcomes = await NetworkBatch.Build([.. _cases.Select(static item => item.Attributes)]);
        Assert.All(outcomes.Zip(_cases), static pair =>
        {
            (NetworkOutcome outcome, (_, string rule)) = pair;
            Assert.True(outcome.IsCSharp);
            outcome.AssertSound();
            Assert.Equal(rule, string.Join(", ", outcome.Reported.Select(static diagnostic => diagnostic.Id).Distinct()));
        });
    }
}
