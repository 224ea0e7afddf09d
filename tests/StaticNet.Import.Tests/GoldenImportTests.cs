namespace StaticNet.Importing.Tests;

/// <summary>Golden files of other frameworks give the outputs that stand beside them.</summary>
public sealed class GoldenImportTests
{
    private static readonly StateDictOptions _kerasEpsilon = new() { Epsilon = 1e-3 };

    [Theory]
    [InlineData("mlp.keras")]
    [InlineData("mlp_legacy.h5")]
    [InlineData("mlp_keras3_legacy.h5")]
    [InlineData("mlp.pt")]
    [InlineData("mlp.safetensors")]
    public void Outputs_are_those_of_the_framework(string file)
    {
        SafetensorsFile golden = SafetensorsFile.Read(GoldenImports.Find("mlp_io.safetensors"));
        double[] expected = golden["f64/y"].ToArray<double>();
        float[] input = golden["x"].ToArray<float>();
        var network = new MlpNet(seed: 5);

        IReadOnlyList<ImportedLayer> layers = Import.Into(network, Import.Read(GoldenImports.Find(file), _kerasEpsilon));

        Assert.Equal(["dense1", "batchnorm1", "dense2", "batchnorm2", "dense3"], layers.Select(static layer => layer.Layer).OrderBy(Order));
        float[] unfolded = new float[expected.Length];
        network.PredictUnfolded(input, unfolded);
        float[] predicted = new float[expected.Length];
        network.ToPredictor().Predict(input, predicted);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(unfolded[i], expected[i] - Tolerance(expected[i]), expected[i] + Tolerance(expected[i]));
            Assert.InRange(predicted[i], expected[i] - Tolerance(expected[i]), expected[i] + Tolerance(expected[i]));
        }

        static int Order(string name) => Array.IndexOf(["dense1", "batchnorm1", "dense2", "batchnorm2", "dense3"], name);
        static double Tolerance(double value) => 2e-6 + (1e-5 * Math.Abs(value));
    }

    [Theory]
    [InlineData("mlp.keras")]
    [InlineData("mlp_legacy.h5")]
    [InlineData("mlp_keras3_legacy.h5")]
    public void Keras_files_describe_all_layers(string file)
    {
        ForeignNetwork network = Import.Read(GoldenImports.Find(file));

        Assert.True(network.IsComplete);
        Assert.Equal([12], network.InputShape);
        Assert.Equal(
            ["Dense", "BatchNorm", "Relu", "Dense", "BatchNorm", "Tanh", "Dropout", "Dense", "Softmax"],
            network.Layers.Select(static layer => layer.Kind));
        Assert.Equal(0.9, network.Layers[4].Settings["momentum"]);
        Assert.Equal(-1, network.Layers[4].Settings["axis"]);
        Assert.Equal(0.25, network.Layers[6].Settings["rate"]);
    }

    [Theory]
    [InlineData("cnn.keras", "conv2d_12")]
    [InlineData("cnn_legacy.h5", "conv2d")]
    [InlineData("cnn_keras3_legacy.h5", "conv2d")]
    [InlineData("cnn.pt", "conv1")]
    [InlineData("cnn.safetensors", "conv1")]
    public void A_layer_that_there_is_not_is_named(string file, string layer)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Import.Read(GoldenImports.Find(file)));
        Assert.Contains($"'{layer}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mlp.keras")]
    [InlineData("mlp.pt")]
    public void Another_epsilon_is_an_error(string file)
    {
        ForeignNetwork foreign = Import.Read(GoldenImports.Find(file), _kerasEpsilon);
        var network = new OtherEpsilonNet(seed: 1);
        float[] before = network.Parameters["dense1.kernel"].ToArray();

        var exception = Assert.Throws<InvalidDataException>(() => Import.Into(network, foreign));

        Assert.Contains("has epsilon 0.001; batchnorm1 declares 1E-05", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters["dense1.kernel"].ToArray());
    }

    [Fact]
    public void Another_activation_is_an_error()
    {
        ForeignNetwork foreign = Import.Read(GoldenImports.Find("mlp.keras"));
        var exception = Assert.Throws<InvalidDataException>(() => Import.Into(new OtherActivationNet(), foreign));
        Assert.Contains("expected Sigmoid 'sigmoid1', found Tanh 'activation_1'", exception.Message, StringComparison.Ordinal);
    }
}
