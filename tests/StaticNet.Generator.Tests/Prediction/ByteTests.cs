using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>Samples of bytes: the bits of the same values as floats, in every precision, whatever the network and the batch.</summary>
[Collection(nameof(AllocationTests))]
public sealed class ByteTests
{
    private delegate void PredictBytes(ReadOnlySpan<byte> input, Span<float> output);

    private delegate void ClassifyBytes(ReadOnlySpan<byte> input, Span<int> classes);

    private delegate int ClassifyOne(ReadOnlySpan<byte> input);

    /// <summary>
    /// Folded scales, centres that are subtracted, single samples in registers, zeros skipped, positions, reproducible, and inputs that leave the stack
    /// room for few samples or none.
    /// </summary>
    private static readonly string[] _layers =
    [
        "[Input(784, Bytes = true), Rescale(1 / 255.0)] [Dense(70, bias: false), BatchNorm, Relu, Dense(10), Softmax]",
        "[Input(64, Bytes = true), Standardize] [Dense(40), Tanh, Dense(3), Softmax]",
        "[Input(4, Bytes = true), Rescale(1 / 255.0)] [Dense(16), Relu, Dense(8), Relu, Dense(3), Softmax]",
        "[Input(9, Bytes = true), Rescale(1 / 255.0)] [Dense(17), Relu, Dense(1), Sigmoid]",
        "[Input(784, Sparse = true, Bytes = true), Rescale(1 / 255.0)] [Dense(40), Relu, Dense(10), Softmax]",
        "[Input(6, 5, 3, Bytes = true), Rescale(1 / 255.0, -0.5)] [BatchNorm, Dense(7), Relu, Flatten, Dense(4), Softmax]",
        "[Input(6, 5, Bytes = true), Rescale(1 / 255.0)] [Dense(3), Softmax]",
        "[Input(784, Bytes = true), Rescale(1 / 255.0)] [Dense(40), Relu, Dense(10), Softmax]\n[Network(Reproducible = true)]",
        "[Input(7000, Bytes = true), Rescale(1 / 255.0)] [Dense(20), Relu, Dense(10), Softmax]",
        "[Input(20000, Bytes = true), Rescale(1 / 255.0)] [Dense(20), Relu, Dense(10), Softmax]",
        "[Input(20, Bytes = true), Rescale(1 / 255.0)] [Dense(20000), Relu, Dense(10), Softmax]",
    ];

    private static readonly Lazy<CompiledNetworks> _compiled = new(static () => new CompiledNetworks(_layers));

    public static TheoryData<string, Precision> Networks
    {
        get
        {
            var networks = new TheoryData<string, Precision>();
            foreach (string layers in _layers)
            {
                foreach (Precision precision in Enum.GetValues<Precision>())
                {
                    networks.Add(layers, precision);
                }
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Bytes_give_the_bits_of_floats(string layers, Precision precision)
    {
        Network network = Fitted(layers);
        int size = network.Layout.InputSize;
        Predictor predictor = network.ToPredictor(precision, Rows(network, 40, seed: 9));
        foreach (int samples in size > 1000 ? new[] { 0, 1, 2, 3, 5 } : [0, 1, 2, 3, 9, 65, 129])
        {
            byte[] bytes = Bytes(samples * size, seed: samples);
            float[] floats = Array.ConvertAll(bytes, static value => (float)value);
            var expected = new float[samples * network.Layout.OutputSize];
            var actual = new float[expected.Length];
            predictor.Predict(floats, expected);

            Method<PredictBytes>(predictor)(bytes, actual);

            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
            var expectedClasses = new int[samples * network.Layout.OutputRows];
            var classes = new int[expectedClasses.Length];
            predictor.Classify(floats, expectedClasses);

            Method<ClassifyBytes>(predictor)(bytes, classes);

            Assert.Equal(expectedClasses, classes);
            if (samples == 1 && classes.Length == 1)
            {
                Assert.Equal(classes[0], Method<ClassifyOne>(predictor)(bytes));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Bytes_allocate_nothing(string layers, Precision precision)
    {
        Network network = Fitted(layers);
        Predictor predictor = network.ToPredictor(precision, Rows(network, 40, seed: 9));
        PredictBytes predict = Method<PredictBytes>(predictor);
        ClassifyBytes classify = Method<ClassifyBytes>(predictor);
        byte[] bytes = Bytes(3 * network.Layout.InputSize, seed: 1);
        var output = new float[3 * network.Layout.OutputSize];
        var classes = new int[3 * network.Layout.OutputRows];
        Run();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 3 && least > 0; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < 20; call++)
            {
                Run();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);

        void Run()
        {
            predict(bytes, output);
            predict(bytes.AsSpan(0, network.Layout.InputSize), output.AsSpan(0, network.Layout.OutputSize));
            classify(bytes, classes);
        }
    }

    [Fact]
    public void Lengths_are_checked()
    {
        Predictor predictor = Fitted(_layers[0]).ToPredictor();

        ArgumentException input = Assert.Throws<ArgumentException>(() => Method<PredictBytes>(predictor)(new byte[785], new float[10]));
        ArgumentException one = Assert.Throws<ArgumentException>(() => Method<PredictBytes>(predictor)(new byte[784], new float[9]));
        ArgumentException output = Assert.Throws<ArgumentException>(() => Method<ClassifyBytes>(predictor)(new byte[2 * 784], new int[1]));
        Assert.Throws<ArgumentException>(() => Method<ClassifyOne>(predictor)(new byte[2 * 784]));

        Assert.Equal("A sample has 784 values; 785 values are no whole number of samples. (Parameter 'input')", input.Message);
        Assert.Equal("1 sample gives 10 results (10 each); the span holds 9. (Parameter 'output')", one.Message);
        Assert.Equal("2 samples give 2 results (1 each); the span holds 1. (Parameter 'output')", output.Message);
    }

    [Fact]
    public void Only_networks_that_say_so_take_bytes() =>
        Assert.DoesNotContain(
            CompilerHarness.Create("using StaticNet; [Input(4), Dense(3)] public partial class Net;").ToPredictor().GetType().GetMethods(),
            static method => method.Name.Contains("Bytes", StringComparison.Ordinal));

    private static Network Fitted(string layers)
    {
        Network network = _compiled.Value.Create(layers, seed: 5);
        if (network.Layout.Normalizers.Any(static normalizer => normalizer.Name == "standardize1"))
        {
            network.FitNormalizers(Rows(network, 40, seed: 4));
        }

        return network;
    }

    private static MemoryDataSet Rows(Network network, int rows, int seed) => DataSet.FromArrays(
        Array.ConvertAll(Bytes(rows * network.Layout.InputSize, seed), static value => (float)value),
        network.Layout.InputSize,
        new float[rows * network.Layout.OutputSize],
        network.Layout.OutputSize);

    /// <summary>Every other one 0, as pixels often are.</summary>
    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (bytes[i] & 1) == 0 ? (byte)0 : bytes[i];
        }

        return bytes;
    }

    private static T Method<T>(Predictor predictor)
        where T : Delegate
    {
        Type[] parameters = [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(static parameter => parameter.ParameterType)];
        string name = typeof(T) == typeof(PredictBytes) ? "PredictBytes" : "ClassifyBytes";
        return predictor.GetType().GetMethod(name, parameters)!.CreateDelegate<T>(predictor);
    }
}
