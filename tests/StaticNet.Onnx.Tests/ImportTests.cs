using System.Buffers.Binary;
using Google.Protobuf;
using StaticNet.Importing;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mlp_bn")]
    [InlineData("mlp_fused")]
    public void Networks_of_pytorch_give_its_numbers(string file)
    {
        SafetensorsFile values = GoldenFolder.Read("import/mlp_io");
        ForeignNetwork foreign = OnnxFile.Read(Path.ChangeExtension(Path.Combine(Path.GetDirectoryName(values.Source)!, file), ".onnx"));
        Assert.Equal([12], foreign.InputShape);
        Network network = file == "mlp_bn" ? new GoldenNet() : new GoldenFusedNet();
        Assert.Equal(network.Layout.Layers.Skip(1).Select(static layer => layer.Kind.Split(' ')[0]), foreign.Layers.Select(static layer => layer.Kind));
        Load(network, foreign);
        float[] samples = values["x"].ToArray<float>();
        double[] expected = values["f64/y"].ToArray<double>();
        var actual = new float[expected.Length];
        network.ToPredictor().Predict(samples, actual);
        Assert.All(expected.Zip(actual), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6));
    }

    [Theory]
    [InlineData("cnn_bn")]
    [InlineData("cnn_fused")]
    public void Convolution_is_refused_by_name(string file)
    {
        string folder = Path.GetDirectoryName(GoldenFolder.Read("import/mlp_io").Source)!;
        string message = Assert.Throws<InvalidDataException>(() => OnnxFile.Read(Path.Combine(folder, $"{file}.onnx"))).Message;
        Assert.Contains("(Conv): StaticNet has no layer", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_written_comes_back()
    {
        var network = (MlpNet)TestNetworks.Create(nameof(MlpNet));
        OnnxFile.Write(network, _folder.File("net.onnx"));
        ForeignNetwork foreign = OnnxFile.Read(_folder.File("net.onnx"));
        Assert.Equal(
            ["Standardize", "Dense", "BatchNorm", "Relu", "Dense", "BatchNorm", "Tanh", "Dropout", "Dense", "Softmax"],
            foreign.Layers.Select(static layer => layer.Kind));
        Assert.Equal(0.9, foreign.Layers[5].Settings["momentum"]);
        Assert.Equal(1e-5, foreign.Layers[5].Settings["epsilon"]);
        Assert.Equal(0.25, foreign.Layers[7].Settings["rate"]);
        var copy = new MlpNet(seed: 9);
        Load(copy, foreign);
        float[] samples = TestNetworks.Samples(network, 5, seed: 2);
        var (expected, actual) = (new float[20], new float[20]);
        network.PredictUnfolded(samples, expected);
        copy.PredictUnfolded(samples, actual);
        Assert.All(expected.Zip(actual), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-6));
    }

    [Fact]
    public void Activations_are_recognised_however_they_are_spelled()
    {
        Network network = TestNetworks.Create(nameof(ActivationsNet));
        OnnxFile.Write(network, _folder.File("net.onnx"));
        ForeignNetwork foreign = OnnxFile.Read(_folder.File("net.onnx"));
        Assert.Equal(network.Layout.Layers.Skip(1).Select(static layer => layer.Kind.Split(' ')[0]), foreign.Layers.Select(static layer => layer.Kind));
        Assert.Equal(
            ["Exact", "Tanh", "Sixth", "Fifth"],
            foreign.Layers.Where(static layer => layer.Settings.ContainsKey("form")).Select(static layer => layer.Settings["form"]));
        Assert.Equal(0.2, foreign.Layers[3].Settings["negativeSlope"]);
        Assert.Equal([false, true], foreign.Layers.Where(static layer => layer.Kind == "PRelu").Select(static layer => layer.Settings["shared"]));
    }

    [Fact]
    public void Softsign_and_hard_swish_are_recognised_by_what_they_compute()
    {
        ForeignNetwork softsign = new TestModel(13, 3).Floats("one", [], 1)
            .Node("Abs", "x", "a").Node("Add", "a one", "b").Node("Div", "x b", "y").Read();
        Assert.Equal("Softsign", Assert.Single(softsign.Layers).Kind);
        ForeignNetwork hardSwish = new TestModel(13, 3).Floats("three", [], 3).Floats("zero", [], 0).Floats("six", [], 6)
            .Node("Add", "x three", "a").Node("Clip", "a zero six", "b").Node("Mul", "x b", "c").Node("Div", "c six", "y").Read();
        Assert.Equal("HardSwish", Assert.Single(hardSwish.Layers).Kind);
    }

    [Fact]
    public void Attributes_and_inputs_of_older_and_newer_operator_sets_mean_the_same()
    {
        ForeignNetwork older = new TestModel(7, 4)
            .Node("Clip", "x", "a", TestModel.Number("min", 0), TestModel.Number("max", 6))
            .Node("Dropout", "a", "b", TestModel.Number("ratio", 0.25f))
            .Node("Softmax", "b", "y").Read();
        ForeignNetwork newer = new TestModel(22, 4).Floats("min", [], 0).Floats("max", [], 6).Floats("ratio", [], 0.25f)
            .Node("Clip", "x min max", "a").Node("Dropout", "a ratio", "b").Node("Softmax", "b", "y", TestModel.Integer("axis", -1)).Read();
        Assert.Equal(["Relu6", "Dropout", "Softmax"], older.Layers.Select(static layer => layer.Kind));
        Assert.Equal(older.Layers.Select(static layer => layer.Kind), newer.Layers.Select(static layer => layer.Kind));
        Assert.Equal(0.25, older.Layers[1].Settings["rate"]);
        Assert.Equal(0.25, newer.Layers[1].Settings["rate"]);
    }

    [Theory]
    [InlineData(TensorTypes.Float)]
    [InlineData(TensorTypes.Double)]
    [InlineData(TensorTypes.Float16)]
    [InlineData(TensorTypes.BFloat16)]
    public void Every_element_type_is_read_raw_and_typed(int type)
    {
        float[] values = [1.5f, -2, 0.25f, 3, 0.5f, -0.125f];
        var raw = new MemoryStream();
        var typed = new Tensor { Name = "w", DataType = type, Dims = { 3, 2 } };
        foreach (float value in values)
        {
            var bytes = new byte[8];
            switch (type)
            {
                case TensorTypes.Float:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
                    raw.Write(bytes, 0, 4);
                    typed.FloatData.Add(value);
                    break;
                case TensorTypes.Double:
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                    raw.Write(bytes);
                    typed.DoubleData.Add(value);
                    break;
                case TensorTypes.Float16:
                    BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                    raw.Write(bytes, 0, 2);
                    typed.Int32Data.Add(BitConverter.HalfToUInt16Bits((Half)value));
                    break;
                default:
                    var bits = (ushort)(BitConverter.SingleToInt32Bits(value) >> 16);
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes, bits);
                    raw.Write(bytes, 0, 2);
                    typed.Int32Data.Add(bits);
                    break;
            }
        }

        var packed = new Tensor { Name = "w", DataType = type, Dims = { 3, 2 }, RawData = ByteString.CopyFrom(raw.ToArray()) };
        foreach (Tensor tensor in new[] { packed, typed })
        {
            ForeignTensor kernel = new TestModel(13, 3).With(tensor).Node("MatMul", "x w", "y").Read().Layers[0].Tensors[0];
            Assert.Equal(values, kernel.Values);
            Assert.Equal([3, 2], kernel.Shape);
            Assert.Equal(TensorTypes.NameOf(type), kernel.DataType);
        }
    }

    [Fact]
    public void A_transposed_gemm_with_factors_is_a_dense()
    {
        ForeignLayer dense = Assert.Single(new TestModel(13, 3)
            .Floats("w", [2, 3], 1, 2, 3, 4, 5, 6).Floats("c", [1, 2], 10, 20)
            .Node("Gemm", "x w c", "y", TestModel.Integer("transB", 1), TestModel.Number("alpha", 2), TestModel.Number("beta", 0.5f)).Read().Layers);
        Assert.Equal([2, 8, 4, 10, 6, 12], dense.Tensors[0].Values);
        Assert.Equal([5, 10], dense.Tensors[1].Values);
        Assert.Equal(true, dense.Settings["bias"]);
    }

    [Fact]
    public void Scales_and_shifts_find_their_place()
    {
        ForeignNetwork network = new TestModel(13, 2)
            .Floats("mean", [2], 3, -1).Floats("deviation", [1, 2], 2, 4).Floats("w", [2, 2], 1, 2, 3, 4).Floats("b", [2], 1, 1)
            .Floats("gamma", [2], 2, 3).Floats("half", [], 0.5f)
            .Node("Sub", "x mean", "a").Node("Div", "a deviation", "c")
            .Node("MatMul", "c w", "d").Node("Add", "d b", "e").Node("Mul", "gamma e", "f")
            .Node("Tanh", "f", "g").Node("Mul", "g half", "h").Node("Relu", "h", "i").Node("Add", "i b", "y").Read();
        Assert.Equal(["Standardize", "Dense", "Tanh", "Rescale", "Relu", "BatchNorm"], network.Layers.Select(static layer => layer.Kind));
        ForeignTensor Tensor(int layer, string name) => network.Layers[layer].Tensors.Single(tensor => tensor.Name == name);
        Assert.Equal([3, -1], Tensor(0, "center").Values);
        Assert.Equal([0.5f, 0.25f], Tensor(0, "scale").Values);
        Assert.Equal([2, 6, 6, 12], Tensor(1, "kernel").Values);
        Assert.Equal([2, 3], Tensor(1, "bias").Values);
        Assert.Equal(0.5, network.Layers[3].Settings["scale"]);
        Assert.Equal([1, 1], Tensor(5, "beta").Values);
    }

    [Fact]
    public void Pixels_are_rescaled_by_one_number()
    {
        ForeignLayer rescale = new TestModel(13, 2).Floats("s", [], 255).Floats("o", [1], 0.5f)
            .Node("Div", "x s", "a").Node("Sub", "a o", "y").Read().Layers[0];
        Assert.Equal("Rescale", rescale.Kind);
        Assert.Equal(1 / 255.0, rescale.Settings["scale"]);
        Assert.Equal(-0.5, rescale.Settings["offset"]);
    }

    [Fact]
    public void A_shape_computed_from_the_batch_flattens()
    {
        ForeignNetwork network = new TestModel(13, 2, 3).Integers("zero", 0).Integers("open", -1).Floats("w", [6, 1], 1, 2, 3, 4, 5, 6)
            .Node("Shape", "x", "s").Node("Gather", "s zero", "n").Node("Concat", "n open", "t", TestModel.Integer("axis", 0))
            .Node("Reshape", "x t", "f").Node("MatMul", "f w", "y").Read();
        Assert.Equal(["Flatten", "Dense"], network.Layers.Select(static layer => layer.Kind));
        Assert.Equal([2, 3], network.InputShape);
    }

    [Fact]
    public void What_cannot_be_read_is_refused_by_node_and_operator()
    {
        TestModel Model(params int[] shape) => new(13, shape.Length == 0 ? [4] : shape);
        Assert.Contains("'LRN_y' (LRN)", Model().Node("LRN", "x", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains(
            "only chains are read", Model().Node("Relu", "x", "a").Node("Tanh", "x", "b").Node("Add", "a b", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("reorders axes", Model(2, 3).Node("Transpose", "x", "y", TestModel.List("perm", 0, 2, 1)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("only flattening", Model().Integers("s", 0, 2, 2).Node("Reshape", "x s", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("has to be the last layer", Model().Node("Softmax", "x", "a").Node("Relu", "a", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("over the last axis", Model(2, 3).Node("Softmax", "x", "y", TestModel.Integer("axis", 1)).Refusal(), StringComparison.Ordinal);
        Assert.Contains("kernel has shape [3, 1]", Model().Floats("w", [3, 1], 1, 2, 3).Node("MatMul", "x w", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("to be a constant", Model().Node("MatMul", "x w", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("operator set 6", new TestModel(6, 4).Node("Relu", "x", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains("expected 4 values", Model().Floats("b", [4], 1).Node("Add", "x b", "y").Refusal(), StringComparison.Ordinal);
        Assert.Contains(
            "another file",
            Model().With(new Tensor { Name = "b", DataType = 1, DataLocation = 1 }).Node("Add", "x b", "y").Refusal(),
            StringComparison.Ordinal);
        Assert.Contains(
            "no ONNX file", Assert.Throws<InvalidDataException>(() => OnnxFile.Parse(new byte[] { 1, 2, 3 }, "a")).Message, StringComparison.Ordinal);
        Assert.Contains("no graph", Assert.Throws<InvalidDataException>(() => OnnxFile.Parse(Array.Empty<byte>(), "a")).Message, StringComparison.Ordinal);
    }

    /// <summary>Gives a network the tensors of layers in order.</summary>
    private static void Load(Network network, ForeignNetwork foreign)
    {
        ILookup<string, ParameterView> views = network.Parameters.Concat(network.Statistics).ToLookup(static view => view.Name.Split('.')[0]);
        foreach ((ForeignLayer layer, LayerSummary summary) in foreign.Layers.Zip(network.Layout.Layers.Skip(1)))
        {
            Assert.Equal(
                views[summary.Name].Select(static view => view.Name.Split('.')[1]).Order(), layer.Tensors.Select(static tensor => tensor.Name).Order());
            foreach (ParameterView view in views[summary.Name])
            {
                ForeignTensor tensor = layer.Tensors.Single(tensor => view.Name == $"{summary.Name}.{tensor.Name}");
                Assert.Equal(view.Shape.ToArray(), tensor.Shape);
                view.CopyFrom(tensor.Values);
            }
        }
    }
}

[Input(12)]
[Dense(10, bias: false), BatchNorm, Relu, Dense(7, bias: false), BatchNorm(momentum: 0.9), Tanh, Dense(4), Softmax]
public sealed partial class GoldenNet;

[Input(12)]
[Dense(10), Relu, Dense(7), Tanh, Dense(4), Softmax]
public sealed partial class GoldenFusedNet;
