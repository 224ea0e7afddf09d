using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>Single samples of tiny networks, which run in registers: the same results as tiles, and methods that the compiler still optimises.</summary>
public sealed class UnrolledTests
{
    /// <summary>
    /// Beyond 60,000 bytes of IL the just-in-time compiler stops optimising; a method half as long leaves room for what it inlines.
    /// </summary>
    private const int LargestMethod = 45_000;

    /// <summary>How far a sample alone may lie from the same sample in a batch, as a share of the largest output: sums are ordered otherwise.</summary>
    private const double Bound = 2e-6;

    /// <summary>Groups of 1, 2, 4, 8 and 16 lanes, several registers, all ends, and inputs that fill no register.</summary>
    private static readonly string[] _unrolled =
    [
        "[Input(4), Dense(16), Relu, Dense(8), Relu, Dense(3), Softmax]",
        "[Input(4), Dense(16), Relu, Dense(8), Relu, Dense(3), LogSoftmax]",
        "[Input(30), Dense(64), Relu, BatchNorm, Dense(32), Relu, BatchNorm, Dense(1), Sigmoid]",
        "[Input(1), Dense(1), Tanh, Dense(1)]",
        "[Input(3), Dense(2), Gelu, Dense(2), Elu(0.5), Dense(1)]",
        "[Input(7), Dense(13), LeakyRelu(0.1), Dense(5), Silu, Dense(7), Tanh, Dense(6), Relu6, Dense(3), Softmax]",
        "[Input(5), Dense(20), Tanh, Dense(6), Relu, Tanh, Dense(33), Relu, Dense(2), Softmax]",
        "[Input(9), Dense(17), Sigmoid, Dense(20), Softmax]",
        "[Input(1, 6), Dense(24), Relu, Dense(1), Relu, Dense(10)]",
        "[Input(6), Standardize, Dense(3), Softplus, Dense(19), LogSoftmax]",
        "[Input(11), Dense(4), Relu, Dense(40), Sigmoid]",
    ];

    /// <summary>As large as unrolled networks of this form get.</summary>
    private const string Largest = "[Input(28), Dense(64), Relu, Dense(64), Relu, Dense(32), Relu, Dense(10), Softmax]";

    /// <summary>One input more.</summary>
    private const string TooLarge = "[Input(29), Dense(64), Relu, Dense(64), Relu, Dense(32), Relu, Dense(10), Softmax]";

    private static readonly Lazy<CompiledNetworks> _compiled = new(static () => new CompiledNetworks([.. _unrolled, Largest, TooLarge]));

    public static TheoryData<string> Networks => [.. _unrolled, Largest, TooLarge];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_sample_alone_is_predicted_as_in_a_batch(string layers)
    {
        Network network = _compiled.Value.Create(layers, seed: 5);
        foreach (ParameterView parameter in network.Parameters.Where(static parameter => parameter.Role != TensorRole.Kernel))
        {
            // Biases start at zero.
            for (int i = 0; i < parameter.Count; i++)
            {
                parameter[i] += 0.1f * (((i * 7) % 11) - 5);
            }
        }

        if (network.Layout.Normalizers.Length > 0)
        {
            network.FitNormalizers(DataSet.FromArrays(Architectures.Input(network, 40, seed: 4), network.Layout.InputSize, new int[40], 2));
        }

        Predictor predictor = network.ToPredictor();
        const int Rows = 20;
        int inputs = network.Layout.InputSize;
        int outputs = network.Layout.OutputSize;
        float[] input = Architectures.Input(network, Rows);
        var together = new float[Rows * outputs];
        var classes = new int[Rows];
        predictor.Predict(input, together);
        predictor.Classify(input, classes);
        double largest = together.Max(static value => Math.Abs((double)value));
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> sample = input.AsSpan(row * inputs, inputs);
            float[] alone = [.. Enumerable.Repeat(float.NaN, outputs + 1)];
            predictor.Predict(sample, alone.AsSpan(0, outputs));

            for (int i = 0; i < outputs; i++)
            {
                Assert.InRange(alone[i] - together[(row * outputs) + i], -Bound * largest, Bound * largest);
            }

            Assert.True(float.IsNaN(alone[outputs]), "Written behind the output.");
            Assert.Equal(classes[row], predictor.Classify(sample));
            var inWorkspace = new float[outputs];
            predictor.Predict(sample, inWorkspace, new float[predictor.WorkspaceLength]);
            Assert.Equal(alone[..outputs], inWorkspace);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void NaN_and_ties_are_classified_as_in_a_batch(int spoiled)
    {
        Network network = _compiled.Value.Create(_unrolled[0], seed: 5);
        float[] sample = [1, 2, 3, 4];
        sample[spoiled] = float.NaN;
        var pair = new int[2];
        Predictor predictor = network.ToPredictor();
        predictor.Classify([.. sample, .. sample], pair);
        Assert.Equal(pair[0], predictor.Classify(sample));

        foreach (ParameterView parameter in network.Parameters)
        {
            for (int i = 0; i < parameter.Count; i++)
            {
                parameter[i] = 0;
            }
        }

        Assert.Equal(0, network.ToPredictor().Classify([1, 2, 3, 4]));
    }

    [Theory]
    [InlineData(Largest, true)]
    [InlineData(TooLarge, false)]
    public void A_network_is_unrolled_up_to_a_number_of_statements(string layers, bool isUnrolled)
    {
        string code = Generated(layers);
        Assert.Equal(isUnrolled, code.Contains("IsUnrolled", StringComparison.Ordinal));
    }

    [Fact]
    public void No_method_is_longer_than_the_compiler_optimises()
    {
        string[] files = [.. _unrolled.Append(Largest).Append(TooLarge).Concat(Architectures.Declarations).Select(Source)];
        using var image = new MemoryStream();
        Assert.True(CompilerHarness.Run(files).Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        using var file = new PEReader(image);
        MetadataReader metadata = file.GetMetadataReader();
        (int Size, string Name)[] methods =
        [
            .. metadata.MethodDefinitions
                .Select(metadata.GetMethodDefinition)
                .Where(static method => method.RelativeVirtualAddress != 0)
                .Select(method => (file.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length, metadata.GetString(method.Name)))
                .OrderByDescending(static method => method.Length),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine($"The longest of {methods.Length}: {methods[0].Name}, {methods[0].Size} bytes.");

        // An unrolled method of the largest network is among them, or the test sees too little.
        Assert.InRange(methods[0].Size, 10_000, LargestMethod);
    }

    private static string Generated(string layers) =>
        CompilerHarness.Run(Source(layers, 0)).Files.Single(static file => file.Key.EndsWith("Predictor.g.cs", StringComparison.Ordinal)).Value;

    private static string Source(string layers, int index) => $"using StaticNet;\n\n{layers}\npublic sealed partial class Net{index};\n";
}
