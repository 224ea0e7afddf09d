using StaticNet.Onnx.Schema;
using StaticNet.Onnx.Tests.Evaluation;

namespace StaticNet.Onnx.Tests;

/// <summary>What is written is what the network computes, layer by layer and folded.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => new(
        nameof(MlpNet), nameof(ImageNet), nameof(SequenceNet), nameof(ResidualNet), nameof(ActivationsNet), nameof(WhitenedNet), nameof(ScaledNet),
        nameof(TypedNet), nameof(TargetNet), nameof(BoundedTargetNet));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Unfolded_gives_the_networks_numbers(string name) => Check(name, OnnxForm.Unfolded);

    [Theory]
    [MemberData(nameof(Names))]
    public void Folded_gives_the_networks_numbers(string name) => Check(name, OnnxForm.Folded);

    [Fact]
    public void Every_kind_of_layer_is_in_a_network() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetExportedTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(static type => type.Name).Order(),
        Names.SelectMany(static row => TestNetworks.Create(row.Data).GetType().GetCustomAttributes(typeof(LayerAttribute), inherit: false))
            .Select(static attribute => attribute.GetType().Name).Distinct().Order());

    [Fact]
    public void Folding_leaves_products_and_activations()
    {
        Model model = Written(TestNetworks.Create(nameof(MlpNet)), OnnxForm.Folded);
        // One column lies at 700 with a deviation near 1: that shift stays a subtraction.
        Assert.Equal(
            ["Sub", "Sub", "MatMul", "Add", "Relu", "MatMul", "Add", "Tanh", "MatMul", "Add", "Softmax"], model.Graph.Node.Select(static node => node.OpType));
    }

    [Fact]
    public void Unfolded_keeps_batch_normalisation_and_names()
    {
        Model model = Written(TestNetworks.Create(nameof(MlpNet)), OnnxForm.Unfolded);
        Assert.Equal(
            ["Sub", "Sub", "Mul", "MatMul", "BatchNormalization", "Relu", "MatMul", "BatchNormalization", "Tanh", "Dropout", "MatMul", "Add", "Softmax"],
            model.Graph.Node.Select(static node => node.OpType));
        Assert.Contains(model.Graph.Initializer, static tensor => tensor.Name == "batchnorm2.moving_variance");
        Assert.Equal("input", Assert.Single(model.Graph.Input).Name);
        Assert.Equal("output", Assert.Single(model.Graph.Output).Name);
        Assert.Equal("batch", model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimParam);
        Assert.Equal(17, model.OpsetImport.Single().Version);
        Assert.Contains(model.MetadataProps, static property => property.Key == "staticnet.network" && property.Value == "MlpNet");
    }

    [Fact]
    public void Standardised_targets_come_back_by_a_product_and_a_sum_or_in_the_last_product()
    {
        Network network = TestNetworks.Create(nameof(TargetNet));
        Assert.Equal(
            ["Mul", "MatMul", "BatchNormalization", "Relu", "MatMul", "Add", "Mul", "Add"],
            Written(network, OnnxForm.Unfolded).Graph.Node.Select(static node => node.OpType));
        Assert.Equal(["MatMul", "Add", "Relu", "MatMul", "Add"], Written(network, OnnxForm.Folded).Graph.Node.Select(static node => node.OpType));
    }

    [Fact]
    public void Classes_and_columns_are_told()
    {
        Model model = Written(TestNetworks.Create(nameof(TypedNet)), OnnxForm.Folded);
        Assert.Equal("Good, Bad", model.MetadataProps.Single(static property => property.Key == "staticnet.classes").Value);
        Assert.Equal("Length, Width, Height", model.MetadataProps.Single(static property => property.Key == "staticnet.columns").Value);
    }

    [Fact]
    public void Nothing_is_folded_across_a_value_with_two_readers()
    {
        Model model = Written(TestNetworks.Create(nameof(ResidualNet)), OnnxForm.Folded);
        // scaled and main are read twice, so neither the scaler nor BatchNorm can go.
        Assert.Contains(model.Graph.Node, static node => node.Name == "scaled/scale");
        Assert.Contains(model.Graph.Node, static node => node.Name == "normalized/scale");
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        Network network = TestNetworks.Create(nameof(SequenceNet));
        OnnxFile.Write(network, _folder.File("a.onnx"));
        OnnxFile.Write(network, _folder.File("b.onnx"));
        Assert.Equal(File.ReadAllBytes(_folder.File("a.onnx")), File.ReadAllBytes(_folder.File("b.onnx")));
    }

    [Fact]
    public void A_network_whose_scalers_know_nothing_is_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => OnnxFile.Write(new MlpNet(), _folder.File("a.onnx")));
        Assert.Contains("normalisers of MlpNet", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_form_that_does_not_exist_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => OnnxFile.Write(TestNetworks.Create(nameof(ImageNet)), _folder.File("a.onnx"), (OnnxForm)9));

    private void Check(string name, OnnxForm form)
    {
        Network network = TestNetworks.Create(name);
        float[] samples = TestNetworks.Samples(network, TestNetworks.Rows, seed: 8);
        var expected = new float[TestNetworks.Rows * network.Layout.OutputSize];
        network.PredictUnfolded(samples, expected);
        Model model = Written(network, form);

        double[] actual = Evaluator.Run(model, samples, TestNetworks.Rows);

        double limit = 2e-5 * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, limit));
    }

    private Model Written(Network network, OnnxForm form)
    {
        OnnxFile.Write(network, _folder.File("net.onnx"), form);
        return Model.Parser.ParseFrom(File.ReadAllBytes(_folder.File("net.onnx")));
    }
}
