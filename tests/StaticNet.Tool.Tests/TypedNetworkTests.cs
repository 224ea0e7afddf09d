using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Tests;

/// <summary>Networks whose rows, classes or targets are more than numbers go through every command.</summary>
public sealed class TypedNetworkTests : IDisposable
{
    private const int Rows = 60;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Declarations => new()
    {
        { nameof(FlowerNet), "Input(3), Standardize, Dense(5, bias: false), BatchNorm, Tanh, Dense(2), Softmax" },
        {
            nameof(PriceNet),
            "Input(4, Bytes = true), Rescale(0.00392156862745098), Dense(5, bias: false), BatchNorm, Relu, Dense(2), "
            + "TargetStandardize(Name = \"prices\"), Loss(LossKind.Huber, Delta = 0.5)"
        },
        { nameof(BoundedNet), "Input(3), Standardize, Dense(4), Tanh, TargetStandardize" },
    };

    public static TheoryData<string> Names => [nameof(FlowerNet), nameof(PriceNet), nameof(BoundedNet)];

    private string Model => _folder.File("net.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_compiler_writes_what_files_tell(string name, string declaration)
    {
        Network network = Trained(name);

        Assert.Equal(declaration, network.Layout.Declaration);
        Assert.Equal(declaration, SafetensorsFile.Read(Model).Metadata["staticnet.declaration"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_tool_compiles_the_same_network_of_the_file(string name)
    {
        Network network = Trained(name);
        Network opened = Open("net.safetensors");

        Assert.Equal(network.Layout.ArchitectureHash, opened.Layout.ArchitectureHash);
        Assert.Equal(network.ClassNames, opened.ClassNames);
        Assert.Equal(Predict(network), Predict(opened));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_command_takes_it(string name)
    {
        Network network = Trained(name);
        ToolRun inspected = Done("inspect", Model);
        Assert.Contains(network.Layout.Layers[^1].Name, inspected.Output, StringComparison.Ordinal);
        Assert.InRange((double)Done("fold", Model, "--json").Json["largestMove"]!, 0, 1e-3);
        Done("bench", Model, "--seconds", "0.01", "--batch", "2");
        Done("compare", Model, Model);
        Done("export", Model, "-o", _folder.File("weights.safetensors"), "--names", "pytorch");

        network.Save(Model, new SaveOptions { SelfTest = Samples(network, 3) });
        Assert.True((bool)Done("check", Model, "--json").Json["passed"]!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_test_vector_of_other_weights_fails(string name)
    {
        Network network = Trained(name);
        network.Save(Model, new SaveOptions { SelfTest = Samples(network, 3) });
        SafetensorsFile file = SafetensorsFile.Read(Model);
        SafetensorsTensor[] tensors =
        [
            .. file.Tensors.Select(static tensor => tensor.Name == "dense1.kernel"
                ? SafetensorsTensor.Create<float>(tensor.Name, tensor.Shape, Array.ConvertAll(tensor.ToArray<float>(), static value => value * 2))
                : tensor),
        ];
        SafetensorsFile.Write(Model, tensors, file.Metadata);

        Assert.Equal(ExitCode.Negative, ToolRun.Of("check", Model).Code);
    }

    [Theory]
    [InlineData(nameof(FlowerNet), false)]
    [InlineData(nameof(FlowerNet), true)]
    [InlineData(nameof(PriceNet), false)]
    [InlineData(nameof(PriceNet), true)]
    public void It_comes_back_from_ONNX_with_the_same_numbers(string name, bool isFolded)
    {
        Network network = Trained(name);
        Done(["export", Model, "-o", _folder.File("net.onnx"), .. isFolded ? ["--folded"] : Array.Empty<string>()]);
        Done("import", _folder.File("net.onnx"), "-o", _folder.File("Back.cs"));

        float[] expected = Predict(network);
        Assert.All(expected.Zip(Predict(Open("Back.safetensors"))), pair => Assert.Equal(pair.First, pair.Second, 2e-5 * expected.Max(Math.Abs)));
    }

    [Fact]
    public void Rows_and_classes_are_understood_in_code_as_well()
    {
        Network network = Trained(nameof(FlowerNet));
        SafetensorsFile file = SafetensorsFile.Read(Model);
        SafetensorsFile.Write(
            _folder.File("bare.safetensors"), file.Tensors, file.Metadata.Where(static pair => pair.Key != "staticnet.declaration").ToDictionary());
        const string Layers = "Standardize, Dense(5, bias: false), BatchNorm, Tanh, Dense(2), Softmax, Classes<Species>] partial class FlowerNet;";
        _folder.Write("Positional.cs", $"enum Species {{ A, B }} record struct Flower(float A, float B, float C); [StaticNet.Input<Flower>, {Layers}");
        _folder.Write(
            "Fields.cs",
            "struct Flower { public float A, B; public float C { get; set; } public float Sum => A + B; public static float One; public const float Two = 2; } "
            + $"[Input<Flower>, {Layers}");
        _folder.Write("Elsewhere.cs", $"[Input<Flower>, {Layers}");

        foreach (string code in new[] { "Positional.cs", "Fields.cs" })
        {
            Assert.Equal(Predict(network), Predict(Open("bare.safetensors", code)));
        }

        ToolRun refused = ToolRun.Of("fold", _folder.File("bare.safetensors"), "-d", _folder.File("Elsewhere.cs"));
        Assert.Equal(ExitCode.File, refused.Code);
        Assert.Contains("[Input<Flower>] names a struct that is not in the file", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchNorm_that_was_frozen_changes_nothing()
    {
        var network = new FlowerNet(seed: 3);
        Fit(network);
        network.Freeze("batchnorm1");
        Fit(network);
        network.Save(Model, new SaveOptions { SelfTest = Samples(network, 3) });

        Assert.True((bool)Done("check", Model, "--json").Json["passed"]!);
        Assert.Equal(Predict(network), Predict(Open("net.safetensors")));
    }

    private static ToolRun Done(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.True(run.Code == ExitCode.Success, run.Error);
        return run;
    }

    private static float[] Samples(Network network, int rows)
    {
        var random = new Random(7);
        int size = network.Layout.InputSize;
        return [.. Enumerable.Range(0, rows * size).Select(i => network is PriceNet ? random.Next(256) : (float)(random.NextDouble() * (1 + (i % size))))];
    }

    private static float[] Predict(Network network)
    {
        float[] samples = network.Layout.InputSize == 4 ? Samples(new PriceNet(), Rows) : Samples(network, Rows);
        var output = new float[Rows * network.Layout.OutputSize];
        network.PredictUnfolded(samples, output);
        return output;
    }

    private static void Fit(Network network)
    {
        NetworkLayout layout = network.Layout;
        float[] samples = Samples(network, Rows);
        MemoryDataSet data = network is FlowerNet
            ? DataSet.FromArrays(samples, layout.InputSize, [.. Enumerable.Range(0, Rows).Select(row => samples[row * 3] > 0.5f ? 1 : 0)], 2)
            : DataSet.FromArrays(
                samples,
                layout.InputSize,
                [.. Enumerable.Range(0, Rows * layout.OutputSize).Select(i => 4000 + (samples[i / layout.OutputSize] * (1 + (i % 3))))],
                layout.OutputSize);
        network.Fit(data, new FitOptions { Epochs = 3, BatchSize = 20, Optimizer = Optimizer.Adam(0.02) });
    }

    private Network Trained(string name)
    {
        Network network = name switch
        {
            nameof(FlowerNet) => new FlowerNet(seed: 3),
            nameof(PriceNet) => new PriceNet(seed: 3),
            _ => new BoundedNet(seed: 3),
        };
        Fit(network);
        network.Save(Model);
        return network;
    }

    private Network Open(string file, string? code = null) => OpenedNetwork.Open(
        _folder.File(file), code is null ? null : _folder.File(code), null, new ToolTerminal(TextWriter.Null, TextWriter.Null)).Network;
}
