using StaticNet.Importing.Keras;
using StaticNet.Importing.Tests.Files;
using static StaticNet.Importing.Tests.Files.KerasArchive;

namespace StaticNet.Importing.Tests;

/// <summary>Descriptions and weights of Keras in StaticNet's terms.</summary>
public sealed class KerasTests
{
    private static readonly (string, float[][], int[][]) _dense = ("dense", [[1, 2, 3, 4], [5, 6]], [[2, 2], [2]]);

    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("PReLU", "p_re_lu")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("LeakyReLU", "leaky_re_lu")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("RMSNormalization", "rms_normalization")]
    public void Classes_are_named_as_Keras_names_them(string className, string expected) => Assert.Equal(expected, SnakeCase.Of(className));

    [Theory]
    [InlineData("relu", "Relu", "")]
    [InlineData("swish", "Silu", "")]
    [InlineData("hard_sigmoid", "HardSigmoid", "form Sixth")]
    [InlineData("gelu", "Gelu", "form Exact")]
    [InlineData("leaky_relu", "LeakyRelu", "negativeSlope 0.2")]
    public void Activations_inside_of_a_layer_follow_it(string activation, string kind, string settings)
    {
        string json = Sequential(Input(2), Layer("Dense", "d", $"\"units\":2,\"activation\":\"{activation}\""));
        ForeignNetwork network = KerasFile.Parse(Of(json, [_dense]), "memory");
        Assert.Equal(["Dense", kind], network.Layers.Select(static layer => layer.Kind));
        Assert.Equal(settings, string.Join(", ", network.Layers[1].Settings.Select(static pair => FormattableString.Invariant($"{pair.Key} {pair.Value}"))));
    }

    [Fact]
    public void A_function_means_what_its_version_meant()
    {
        string json = Sequential(Input(2), Layer("Dense", "d", "\"units\":2,\"activation\":\"hard_sigmoid\""));
        Assert.Equal("Fifth", KerasFile.Parse(Of(json, [_dense], "2.15.0"), "memory").Layers[1].Settings["form"]);
    }

    [Fact]
    public void Layers_become_StaticNets()
    {
        string json = Sequential(
            Input(3),
            Layer("Rescaling", "r", "\"scale\":0.5,\"offset\":1"),
            Layer("Normalization", "n", "\"axis\":-1"),
            Layer("Dense", "d1", "\"units\":2,\"use_bias\":false"),
            Layer("BatchNormalization", "b", "\"axis\":[1],\"epsilon\":0.01,\"momentum\":0.8,\"scale\":false"),
            Layer("ReLU", "a1", "\"max_value\":6.0"),
            Layer("LeakyReLU", "a2", "\"alpha\":0.3"),
            Layer("PReLU", "a3"),
            Layer("LayerNormalization", "l", "\"epsilon\":0.002,\"axis\":[1]"),
            Layer("Dropout", "o", "\"rate\":0.4"),
            Layer("Flatten", "f"),
            Layer("Dense", "d2", "\"units\":1,\"activation\":{\"class_name\":\"LeakyReLU\",\"config\":{\"negative_slope\":0.1}}"));
        byte[] file = Of(
            json,
            [
                ("normalization", [[1, 2, 3], [4, 0.25f, 0]], [[3], [3]]),
                ("dense", [[1, 2, 3, 4, 5, 6]], [[3, 2]]),
                ("batch_normalization", [[1, 2], [3, 4], [5, 6]], [[2], [2], [2]]),
                ("p_re_lu", [[0.5f, 0.25f]], [[2]]),
                ("layer_normalization", [[1, 1], [2, 2]], [[2], [2]]),
                ("dense_1", [[7, 8], [9]], [[2, 1], [1]]),
            ]);
        ForeignNetwork network = KerasFile.Parse(file, "memory");

        Assert.Equal(
            ["Rescale", "Standardize", "Dense", "BatchNorm", "Relu6", "LeakyRelu", "PRelu", "LayerNorm", "Dropout", "Flatten", "Dense", "LeakyRelu"],
            network.Layers.Select(static layer => layer.Kind));
        Assert.Equal([1, 2, 3], network.Layers[1].Tensors[0].Values);
        Assert.Equal([0.5f, 2, 1e7f], network.Layers[1].Tensors[2].Values.Select(static value => MathF.Round(value, 3)));
        ForeignLayer norm = network.Layers[3];
        Assert.Equal(["beta", "moving_mean", "moving_variance"], norm.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal((0.01, 0.8), ((double)norm.Settings["epsilon"], (double)norm.Settings["momentum"]));
        Assert.Equal((-1, false), ((int)norm.Settings["axis"], (bool)norm.Settings["scale"]));
        Assert.Equal([7, 8], network.Layers[10].Tensors[0].Values);
        Assert.Equal(0.1, network.Layers[11].Settings["negativeSlope"]);
    }

    [Theory]
    [InlineData("Conv2D", "\"filters\":2")]
    [InlineData("Lambda", "\"function\":[\"4wEAAAA\"]")]
    [InlineData("LSTM", "\"units\":2")]
    [InlineData("LayerNormalization", "\"axis\":[1,2]")]
    [InlineData("Softmax", "\"axis\":1")]
    public void A_layer_that_there_is_not_is_refused_by_name(string className, string arguments)
    {
        string json = Sequential(Input(4, 4), Layer(className, "odd", arguments));
        var exception = Assert.Throws<InvalidDataException>(() => KerasFile.Parse(Of(json, [_dense]), "memory"));
        Assert.Contains($"layer 'odd' ({className})", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_no_layer_takes_are_listed()
    {
        string json = Sequential(Input(2), Layer("Dense", "d", "\"units\":2"));
        byte[] file = Of(json, [_dense, ("conv2d", [[1]], [[1]]), ("dropout/seed_generator", [[1, 2]], [[2]])]);
        var exception = Assert.Throws<InvalidDataException>(() => KerasFile.Parse(file, "memory"));
        Assert.EndsWith("weights that no layer takes: /layers/conv2d/vars/0.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_a_layer_lacks_are_named()
    {
        string json = Sequential(Input(2), Layer("Dense", "d", "\"units\":2"), Layer("Dense", "e", "\"units\":2"));
        var exception = Assert.Throws<InvalidDataException>(() => KerasFile.Parse(Of(json, [_dense]), "memory"));
        Assert.Contains("layer 'e' (Dense): expected the weights kernel, bias, found none", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_functional_chain_is_followed_in_either_notation()
    {
        string json = $$$"""
            {"class_name":"Functional","config":{"name":"f","layers":[
            {{{Layer("InputLayer", "in", "\"batch_input_shape\":[null,2]", "[]")}}},
            {{{Layer("Activation", "act", "\"activation\":\"tanh\"", "[{\"args\":[{\"class_name\":\"__keras_tensor__\",\"config\":{\"shape\":[null,2],\"keras_history\":[\"d\",0,0]}}],\"kwargs\":{}}]")}}},
            {{{Layer("Dense", "d", "\"units\":2", "[[[\"in\",0,0,{}]]]")}}}
            ],"input_layers":[["in",0,0]],"output_layers":[["act",0,0]]}}
            """;
        ForeignNetwork network = KerasFile.Parse(Of(json, [_dense]), "memory");
        Assert.Equal(["Dense", "Tanh"], network.Layers.Select(static layer => layer.Kind));
    }

    [Fact]
    public void Branches_are_refused()
    {
        string json = $$$"""
            {"class_name":"Functional","config":{"name":"f","layers":[
            {{{Layer("InputLayer", "in", "\"batch_input_shape\":[null,2]", "[]")}}},
            {{{Layer("Dense", "d", "\"units\":2", "[[[\"in\",0,0,{}]]]")}}},
            {{{Layer("Add", "sum", "", "[[[\"d\",0,0,{}],[\"in\",0,0,{}]]]")}}}
            ]}}
            """;
        var exception = Assert.Throws<InvalidDataException>(() => KerasFile.Parse(Of(json, [_dense]), "memory"));
        Assert.Contains("'sum' reads 'd' and 'in'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layers/")]
    [InlineData("_layer_checkpoint_dependencies/")]
    [InlineData("_layer_checkpoint_dependencies\\")]
    public void Weights_alone_are_read_by_class_and_number(string container)
    {
        (string, float[][], int[][])[] weights =
        [
            ("dense_10", [[7, 8], [9]], [[2, 1], [1]]),
            _dense,
            ("dense_2", [[1, 0, 0, 1], [3, 4]], [[2, 2], [2]]),
            ("dropout/seed_generator", [[1, 2]], [[2]]),
        ];
        ForeignNetwork foreign = KerasFile.Parse(Hdf5Writer.Write(0, KerasArchive.Variables(weights, container)), "memory");
        Assert.Equal(["dense", "dense_2", "dense_10"], foreign.Layers.Select(static layer => layer.Name));

        var network = new TwinNet();
        Import.Into(network, foreign);
        Assert.Equal([1, 2, 3, 4], network.Parameters["dense1.kernel"].ToArray());
        Assert.Equal([3, 4], network.Parameters["dense2.bias"].ToArray());
        Assert.Equal([9], network.Parameters["dense3.bias"].ToArray());
    }

    [Fact]
    public void A_file_of_weights_does_not_say_which_of_gamma_and_beta_a_norm_has()
    {
        ForeignNetwork foreign = KerasFile.Parse(
            Hdf5Writer.Write(2, KerasArchive.Variables(
                [
                    ("normalization", [[1, 2, 3], [4, 4, 4]], [[3], [3]]),
                    ("dense", [new float[12]], [[3, 4]]),
                    ("batch_normalization", [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]], [[4], [4], [4]]),
                    ("p_re_lu", [[1, 1, 1, 1]], [[4]]),
                    ("dense_1", [new float[16], [1, 2, 3, 4]], [[4, 4], [4]]),
                    ("layer_normalization", [[1, 2, 3, 4], [5, 6, 7, 8]], [[4], [4]]),
                    ("dense_2", [new float[8], [1, 2]], [[4, 2], [2]]),
                ])),
            "memory");
        var network = new ManyNet();
        Import.Into(network, foreign);
        Assert.Equal([1, 2, 3, 4], network.Parameters["batchnorm1.beta"].ToArray());
        Assert.Equal([9, 10, 11, 12], network.Statistics["batchnorm1.moving_variance"].ToArray());
        Assert.Equal([0.5f, 0.5f, 0.5f], network.Statistics["standardize1.scale"].ToArray());
        Assert.True(network.NormalizersFitted);
    }

    [Theory]
    [InlineData(0, ":0")]
    [InlineData(3, "")]
    public void Whole_models_in_HDF5_are_read(int superblock, string suffix)
    {
        string json = Sequential(
            Layer("Dense", "first", "\"units\":2,\"activation\":\"tanh\",\"batch_input_shape\":[null,2]"),
            Layer("Dense", "second", "\"units\":2,\"activation\":\"tanh\""),
            Layer("Dense", "third", "\"units\":1"));
        Hdf5Node root = Named(suffix);
        root = new Hdf5Node().Add("model_weights", root).Add("optimizer_weights/x", Hdf5Node.Data([1], [1]))
            .WithTexts("model_config", true, json).WithTexts("keras_version", true, "2.11.0");
        ForeignNetwork foreign = KerasFile.Parse(Hdf5Writer.Write(superblock, root), "memory");

        Assert.Equal([2], foreign.InputShape);
        var network = new TwinNet();
        Import.Into(network, foreign);
        Assert.Equal([1, 2, 3, 4], network.Parameters["dense1.kernel"].ToArray());
        Assert.Equal([11, 12], network.Parameters["dense2.bias"].ToArray());
    }

    [Fact]
    public void Weights_of_Keras_2_alone_are_read()
    {
        var network = new TwinNet();
        Import.Into(network, KerasFile.Parse(Hdf5Writer.Write(0, Named(":0")), "memory"));
        Assert.Equal([11, 12], network.Parameters["dense2.bias"].ToArray());
    }

    private static Hdf5Node Named(string suffix)
    {
        var root = new Hdf5Node();
        void Add(string layer, int inputs, int outputs, float[] kernel, float[] bias)
        {
            Hdf5Node group = new Hdf5Node()
                .Add($"{layer}/kernel{suffix}", Hdf5Node.Data([inputs, outputs], kernel))
                .Add($"{layer}/bias{suffix}", Hdf5Node.Data([outputs], bias))
                .WithTexts("weight_names", false, $"{layer}/kernel{suffix}", $"{layer}/bias{suffix}");
            root.Add(layer, group);
        }

        Add("third", 2, 1, [13, 14], [15]);
        Add("second", 2, 2, [7, 8, 9, 10], [11, 12]);
        Add("first", 2, 2, [1, 2, 3, 4], [5, 6]);

        // Too long for one attribute, as Keras cuts such lists up.
        return root.WithTexts("layer_names0", false, "first", "second").WithTexts("layer_names1", false, "third");
    }
}
