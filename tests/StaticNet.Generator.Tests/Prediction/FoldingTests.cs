using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>What is folded for prediction, and that it computes the same as layer by layer.</summary>
public sealed class FoldingTests
{
    private const int Rows = 37;

    /// <summary>How far the two may lie apart, as a share of the largest output: some roundings of single precision.</summary>
    private const double Bound = 2e-6;

    public static TheoryData<string> Names => [.. Architectures.Names];

    /// <summary>Networks whose input is centred by something learned or fitted that folds into the first Dense.</summary>
    public static TheoryData<string> CentredNames =>
    [
        "BatchNorm at the input", "BatchNorm on both sides of a Dense", "BatchNorm without both", "BatchNorm after Flatten",
        "BatchNorm at the input, Flatten after it", "BatchNorm on axis 1 of size 1 at the input", "Standardize", "MinMax",
        "Rescale, Standardize and MinMax", "Standardize and BatchNorm", "Standardize on rank 3", "Standardize, then Flatten",
        "Flatten, then MinMax", "Center", "RobustScale", "RobustScale on rank 2", "Standardize on columns", "Center, then MaxAbs, then Rescale", "Whiten",
        "Whiten, then Standardize and BatchNorm", "Whiten to few components",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Folded_equals_unfolded(string name)
    {
        Network network = Architectures.Create(name);
        AssertClose(network, Architectures.Input(network, Rows));
    }

    [Theory]
    [MemberData(nameof(CentredNames))]
    public void Small_centres_fold_into_the_bias(string name) =>
        Assert.False(Architectures.Create(name).ToPredictor().SubtractsInputCenter);

    [Theory]
    [MemberData(nameof(CentredNames))]
    public void Large_centres_are_subtracted_while_loading(string name)
    {
        Network network = Architectures.Create(name, inputOffset: 1e4);

        Assert.True(network.ToPredictor().SubtractsInputCenter);
        AssertClose(network, Architectures.Input(network, Rows, offset: 1e4));
    }

    /// <summary>Columns that whitening leaves alone keep their digits too, whatever shifts them later.</summary>
    [Theory]
    [InlineData("Whiten columns, then Standardize and BatchNorm")]
    [InlineData("Flatten, then Whiten twice")]
    [InlineData("Center and an activation")]
    [InlineData("Clip, Standardize, then Flatten and Whiten")]
    public void Large_centres_cost_no_digits(string name)
    {
        Network network = Architectures.Create(name, inputOffset: 1e4);

        AssertClose(network, Architectures.Input(network, Rows, offset: 1e4));
    }

    /// <summary>A fitted column of mean 1e4 and deviation 1 through the predictor, at the strict tolerance of the golden values.</summary>
    [Theory]
    [InlineData("Center")]
    [InlineData("Standardize")]
    [InlineData("MinMax(-1, 1)")]
    [InlineData("RobustScale")]
    [InlineData("Whiten(Whitening.Decorrelate)")]
    [InlineData("Whiten")]
    [InlineData("Whiten(Whitening.Zca, 1e-3)")]
    public void A_large_mean_costs_no_digits_before_a_Dense(string normalizer)
    {
        const int Columns = 3;
        Network network = CompilerHarness.Create(
            $"using StaticNet;\n\n[Input({Columns}), {normalizer}, Dense({Columns}, bias: false, Name = \"identity\")]\npublic sealed partial class Net;");
        for (int i = 0; i < Columns; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                network.Parameters["identity.kernel"][i, j] = i == j ? 1 : 0;
            }
        }

        float[] input = Architectures.Input(network, Rows, offset: 1e4);
        network.FitNormalizers(DataSet.FromArrays(input, Columns, new float[Rows], 1));
        var expected = new float[input.Length];
        var output = new float[input.Length];
        network.GetNormalizer(network.Layout.Normalizers[0].Name).Normalize(input, expected);

        StaticNet.Predictor predictor = network.ToPredictor();
        predictor.Predict(input, output);

        Assert.True(predictor.SubtractsInputCenter);
        double largest = expected.Max(static value => Math.Abs(value));
        Assert.All(expected.Zip(output), pair => Assert.Equal(pair.First, pair.Second, 2e-6 + (1e-5 * largest)));
    }

    [Theory]
    [InlineData("LayerNorm", "layernorm1", "in place")]
    [InlineData("LayerNorm at the input and last", "layernorm1", "in place, γ and β folded into dense1")]
    [InlineData("LayerNorm at the input and last", "layernorm2", "in place")]
    [InlineData("LayerNorm at the input and last", "dense1", "takes γ and β of layernorm1")]
    [InlineData("LayerNorm without scale and centre", "layernorm3", "in place")]
    [InlineData("RMSNorm", "rmsnorm1", "in place, γ folded into dense1")]
    [InlineData("RMSNorm", "rmsnorm3", "in place, γ folded into dense2")]
    [InlineData("GroupNorm", "groupnorm4", "in place, γ and β folded into dense2")]
    [InlineData("GroupNorm, then Flatten", "groupnorm1", "in place, γ and β folded into dense2")]
    [InlineData("LayerNorm, BatchNorm and Dropout", "layernorm1", "in place, γ and β one multiply-add")]
    [InlineData("LayerNorm, BatchNorm and Dropout", "batchnorm1", "combined with layernorm1")]
    [InlineData("Norms on branches", "n", "one pass")]
    [InlineData("BatchNorm before the activation", "batchnorm1", "folded into dense1")]
    [InlineData("BatchNorm before the activation", "dense2", "takes batchnorm2")]
    [InlineData("BatchNorm after the activation", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm after the activation", "batchnorm2", "folded into dense3")]
    [InlineData("BatchNorm at the input", "batchnorm1", "folded into dense1")]
    [InlineData("BatchNorm at the input, activation after it", "batchnorm1", "one multiply-add")]
    [InlineData("BatchNorm last", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm on both sides of a Dense", "dense1", "takes batchnorm1, batchnorm2")]
    [InlineData("BatchNorm twice", "dense1", "takes batchnorm1, batchnorm2")]
    [InlineData("BatchNorm after Dropout", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm after Dropout", "dropout1", "gone")]
    [InlineData("BatchNorm before Dropout", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm before Flatten", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm before Dropout and Flatten", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm after Flatten", "batchnorm1", "folded into dense1")]
    [InlineData("BatchNorm at the input, Flatten after it", "batchnorm1", "folded into dense1")]
    [InlineData("BatchNorm on axis 1 of 2", "batchnorm1", "one multiply-add")]
    [InlineData("BatchNorm on axis 1 of size 1", "batchnorm1", "folded into dense3")]
    [InlineData("BatchNorm on axis 1, then Flatten", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm on axis -3 of 3, then Flatten", "batchnorm1", "folded into dense2")]
    [InlineData("BatchNorm frozen", "batchnorm1", "folded into dense1")]
    [InlineData("Rescale, Standardize and MinMax", "dense1", "takes rescale1, standardize1, minmax1")]
    [InlineData("Standardize and BatchNorm", "dense1", "takes standardize1, batchnorm1")]
    [InlineData("Standardize, then Flatten", "standardize1", "folded into dense1")]
    [InlineData("Rescale and BatchNorm in the middle", "dense1", "takes rescale1, batchnorm1, rescale2")]
    [InlineData("Rescale and BatchNorm in the middle", "dense2", "takes rescale3, batchnorm2, rescale4")]
    [InlineData("Residual behind BatchNorm", "batchnorm1", "folded into dense1")]
    [InlineData("Residual behind BatchNorm", "x", "fused with dense1")]
    [InlineData("Residual behind BatchNorm", "batchnorm2", "folded into dense2")]
    [InlineData("Residual behind BatchNorm", "add1", "in place")]
    [InlineData("Residual twice over", "add2", "in place")]
    [InlineData("Residual twice over", "batchnorm1", "one multiply-add")]
    [InlineData("An activation beside what it reads", "tanh1", "one pass")]
    [InlineData("Three readers of one BatchNorm", "x", "folded into dense1")]
    [InlineData("Three readers of one BatchNorm", "tanh1", "one pass")]
    [InlineData("Standardize, read twice", "standardize1", "one multiply-add")]
    [InlineData("Standardize beside the raw input", "standardize1", "one multiply-add")]
    [InlineData("Concat", "concat1", "copied")]
    [InlineData("MaxAbs of a sparse input", "maxabs1", "folded into dense1")]
    [InlineData("Log and Clip", "log1", "in place")]
    [InlineData("Clip, Standardize, then Flatten and Whiten", "standardize1", "one multiply-add")]
    [InlineData("Whiten", "dense1", "takes whiten1")]
    [InlineData("Whiten", "whiten1", "folded into dense1")]
    [InlineData("Whiten alone", "whiten1", "one pass")]
    [InlineData("Whiten, then Standardize and BatchNorm", "dense1", "takes whiten1, standardize1, batchnorm1")]
    [InlineData("Whiten columns", "dense1", "takes whiten1")]
    [InlineData("Whiten columns, then Standardize and BatchNorm", "standardize1", "one multiply-add")]
    [InlineData("Whiten to few components", "whiten1", "takes rescale1")]
    [InlineData("Whiten to few components", "dense1", "one pass")]
    [InlineData("Flatten, then Whiten twice", "dense1", "takes standardize1, whiten1, whiten2")]
    [InlineData("Softmax", "softmax1", "skipped to classify")]
    public void What_becomes_of_a_layer(string name, string layer, string expected) =>
        Assert.Equal(expected, Architectures.Create(name).Layout.Layers.Single(candidate => candidate.Name == layer).Prediction);

    [Fact]
    public void A_scale_of_zero_folds()
    {
        Network network = Architectures.Create("BatchNorm twice");
        ParameterView first = network.Parameters["batchnorm1.gamma"];
        ParameterView second = network.Parameters["batchnorm2.gamma"];
        first[3] = 0;
        second[5] = 0;

        AssertClose(network, Architectures.Input(network, Rows));
    }

    [Fact]
    public void BatchNorm_with_gamma_and_beta_of_its_statistics_is_the_identity()
    {
        Network network = Architectures.Create("BatchNorm alone");
        float[] variance = network.Statistics["batchnorm1.moving_variance"].ToArray();
        network.Parameters["batchnorm1.gamma"].CopyFrom([.. variance.Select(static value => MathF.Sqrt(value + 1e-3f))]);
        network.Parameters["batchnorm1.beta"].CopyFrom(network.Statistics["batchnorm1.moving_mean"].ToArray());

        float[] input = Architectures.Input(network, Rows);
        var output = new float[input.Length];
        network.ToPredictor().Predict(input, output);

        Assert.All(input.Zip(output), static pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private static void AssertClose(Network network, float[] input)
    {
        var unfolded = new float[Rows * network.Layout.OutputSize];
        var folded = new float[unfolded.Length];
        network.PredictUnfolded(input, unfolded);
        network.ToPredictor().Predict(input, folded);
        double largest = unfolded.Max(static value => Math.Abs((double)value));
        double difference = unfolded.Zip(folded, static (a, b) => Math.Abs((double)a - b)).Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{difference / largest:E2} of the largest output");
        Assert.True(difference <= Bound * largest, $"The largest output is {largest}, the difference {difference}.");
    }
}
