using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using StaticNet.Importing;
using StaticNet.Onnx;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Tests;

public sealed class ToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_shows_layers_tensors_and_dead_units()
    {
        ToolNet network = Trained();
        ParameterView kernel = network.Parameters["dense1.kernel"];
        for (int i = 0; i < kernel.Shape[0]; i++)
        {
            kernel[i, 5] = 0;
        }

        network.Parameters["batchnorm1.beta"][2] = -100;
        network.Save(_folder.File("net.safetensors"));
        ToolRun run = ToolRun.Of("inspect", _folder.File("net.safetensors"));
        Assert.Equal(ExitCode.Success, run.Code);
        Assert.Contains("[Dense(8, bias: false), BatchNorm, Relu, Dropout(0.2)]", run.Output, StringComparison.Ordinal);
        Assert.Contains("folded into dense1", run.Output, StringComparison.Ordinal);
        Assert.Contains("batchnorm1.moving_variance", run.Output, StringComparison.Ordinal);
        Assert.Contains("dense1: 1 of 8 do nothing: all weights into the unit are 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("batchnorm1: 1 of 8 do nothing: the ReLU after it is silent", run.Output, StringComparison.Ordinal);
        Assert.Contains("All values are finite.", run.Output, StringComparison.Ordinal);

        System.Text.Json.Nodes.JsonNode json = ToolRun.Of("inspect", _folder.File("net.safetensors"), "--json").Json;
        Assert.Equal(8, json["layers"]!.AsArray().Count);
        System.Text.Json.Nodes.JsonNode tensor = json["tensors"]!.AsArray().Single(node => (string?)node!["name"] == "dense1.kernel")!;
        Assert.Equal(48, (int)tensor["count"]!);
        Assert.Equal(6, (int)tensor["zeros"]!);
        Assert.Equal(48, tensor["histogram"]!.AsArray().Sum(static count => (int)count!));
    }

    [Fact]
    public void Values_that_are_not_finite_are_an_exit_code()
    {
        ToolNet network = Trained();
        network.Parameters["dense2.bias"][1] = float.NaN;
        network.Save(_folder.File("net.safetensors"));
        ToolRun run = ToolRun.Of("inspect", _folder.File("net.safetensors"));
        Assert.Equal(ExitCode.Negative, run.Code);
        Assert.Contains("1 values are NaN or infinite.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_writes_a_declaration_and_weights_that_predict_the_same()
    {
        ToolNet network = Trained();
        OnnxFile.Write(network, _folder.File("net.onnx"));
        ToolRun run = ToolRun.Of("import", _folder.File("net.onnx"), "-o", _folder.File("ToolNet.cs"), "--namespace", "My.Nets");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Equal(
            """
            using StaticNet;

            namespace My.Nets;

            /// <summary>Imported from net.onnx.</summary>
            [Input(6), Standardize]
            [Dense(8, bias: false), BatchNorm, Relu, Dropout(0.2)]
            [Dense(3), Softmax]
            public sealed partial class ToolNet;

            """,
            File.ReadAllText(_folder.File("ToolNet.cs")).ReplaceLineEndings());
        var copy = new ToolNet(seed: 8);
        copy.Load(_folder.File("ToolNet.safetensors"));
        Assert.Equal("ToolNet", SafetensorsFile.Read(_folder.File("ToolNet.safetensors")).Metadata["staticnet.network"]);
        AssertPredictsTheSame(network, copy);

        // What was written is opened again, without a declaration of its own.
        Assert.Equal(ExitCode.Success, ToolRun.Of("fold", _folder.File("ToolNet.safetensors")).Code);
    }

    [Fact]
    public void Export_and_import_come_back_to_the_same_network()
    {
        ToolNet network = Trained();
        network.Save(_folder.File("net.safetensors"));
        ToolRun exported = ToolRun.Of("export", _folder.File("net.safetensors"), "-o", _folder.File("net.onnx"), "--json");
        Assert.True(exported.Code == ExitCode.Success, exported.Error);
        Assert.False((bool)exported.Json["folded"]!);
        var copy = new ToolNet(seed: 8);
        Import.Into(copy, OnnxFile.Read(_folder.File("net.onnx")));
        AssertPredictsTheSame(network, copy);

        Assert.Equal(ExitCode.Success, ToolRun.Of("export", _folder.File("net.safetensors"), "-o", _folder.File("folded.onnx"), "--folded").Code);
        Assert.Equal(
            ["Dense", "Relu", "Dense", "Softmax"], OnnxFile.Read(_folder.File("folded.onnx")).Layers.Select(static layer => layer.Kind));
    }

    [Theory]
    [InlineData(OnnxForm.Unfolded)]
    [InlineData(OnnxForm.Folded)]
    public void What_was_exported_is_imported_as_another_network_of_the_same_numbers(OnnxForm form)
    {
        var network = new SpelledNet(seed: 5);
        float[] data = Samples(300);
        int[] labels = [.. Enumerable.Range(0, 300).Select(static row => row % 3)];
        network.Fit(DataSet.FromArrays(data, 6, labels, 3), new FitOptions { Epochs = 2, BatchSize = 20, Optimizer = Optimizer.Adam(0.01) });
        OnnxFile.Write(network, _folder.File("net.onnx"), form);
        ToolRun run = ToolRun.Of("import", _folder.File("net.onnx"), "-o", _folder.File("Other.cs"));
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Network other = OpenedNetwork.Open(
            _folder.File("Other.safetensors"), null, null, new ToolTerminal(TextWriter.Null, TextWriter.Null)).Network;
        Assert.Equal(form == OnnxForm.Folded ? 13 : 15, other.Layout.Layers.Length);
        float[] samples = Samples(5);
        var (expected, actual) = (new float[15], new float[15]);
        network.PredictUnfolded(samples, expected);
        other.ToPredictor().Predict(samples, actual);
        Assert.All(expected.Zip(actual), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6));
    }

    [Fact]
    public void Inspect_lists_the_tensors_of_a_network_that_cannot_be_imported()
    {
        string folder = Path.GetDirectoryName(GoldenFolder.Read("import/mlp_io").Source)!;
        ToolRun run = ToolRun.Of("inspect", Path.Combine(folder, "cnn_bn.onnx"));
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Contains("Only the tensors can be read", run.Output, StringComparison.Ordinal);
        Assert.Contains("(Conv)", run.Output, StringComparison.Ordinal);
        Assert.Contains("running_mean", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pytorch", "weight")]
    [InlineData("keras", "kernel")]
    public void Weights_are_exported_under_the_names_of_others(string names, string kernel)
    {
        ToolNet network = Trained();
        network.Save(_folder.File("net.safetensors"));
        string[] arguments = ["export", _folder.File("net.safetensors"), "-o", _folder.File("theirs.safetensors")];
        Assert.Contains("--names", ToolRun.Of(arguments).Error, StringComparison.Ordinal);
        ToolRun run = ToolRun.Of([.. arguments, "--names", names]);
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Contains(SafetensorsFile.Read(_folder.File("theirs.safetensors")).Tensors, tensor => tensor.Name.EndsWith(kernel, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mlp_bn.onnx")]
    [InlineData("mlp_fused.onnx")]
    [InlineData("mlp.keras")]
    [InlineData("mlp_legacy.h5")]
    [InlineData("mlp_keras3_legacy.h5")]
    [InlineData("mlp.pt")]
    [InlineData("mlp.safetensors")]
    public void Golden_files_are_imported_and_predict_what_they_did(string file)
    {
        SafetensorsFile golden = GoldenFolder.Read("import/mlp_io");
        string path = Path.Combine(Path.GetDirectoryName(golden.Source)!, file);
        bool isWeightsAlone = file is "mlp.pt" or "mlp.safetensors";
        _folder.Write("Declared.cs", """
            [Input(12), Dense(10, bias: false), BatchNorm, Relu, Dense(7, bias: false), BatchNorm(momentum: 0.9), Tanh, Dense(4), Softmax] partial class Mlp;
            """);
        ToolRun run = isWeightsAlone
            ? ToolRun.Of("import", path, "-d", _folder.File("Declared.cs"), "-o", _folder.File("Mlp.safetensors"), "--epsilon", "1e-3")
            : ToolRun.Of("import", path, "-o", _folder.File("Mlp.cs"));
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Network network = OpenedNetwork.Open(
            _folder.File("Mlp.safetensors"), null, null, new ToolTerminal(TextWriter.Null, TextWriter.Null)).Network;
        double[] expected = golden["f64/y"].ToArray<double>();
        var actual = new float[expected.Length];
        network.ToPredictor().Predict(golden["x"].ToArray<float>(), actual);
        Assert.All(expected.Zip(actual), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 2e-6));
    }

    [Theory]
    [InlineData("classes")]
    [InlineData("two-classes")]
    [InlineData("regression")]
    [InlineData("targets")]
    public void Models_of_scikit_learn_are_imported_and_predict_what_they_did(string model)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Models", model + ".json");
        JsonNode samples = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".outputs.json")))!;

        ToolRun run = ToolRun.Of("import", path, "-o", _folder.File("Model.cs"));

        Assert.True(run.Code == ExitCode.Success, run.Error);
        Network network = OpenedNetwork.Open(
            _folder.File("Model.safetensors"), null, null, new ToolTerminal(TextWriter.Null, TextWriter.Null)).Network;
        float[] expected = samples["outputs"].Deserialize<float[]>()!;
        var actual = new float[expected.Length];
        network.ToPredictor().Predict(samples["rows"].Deserialize<float[]>()!, actual);
        double limit = 2e-6 * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, limit));
    }

    [Fact]
    public void What_cannot_be_imported_leaves_nothing_behind()
    {
        string folder = Path.GetDirectoryName(GoldenFolder.Read("import/mlp_io").Source)!;
        ToolRun refused = ToolRun.Of("import", Path.Combine(folder, "cnn_bn.onnx"), "-o", _folder.File("Cnn.cs"));
        Assert.Equal(ExitCode.File, refused.Code);
        Assert.Contains("(Conv)", refused.Error, StringComparison.Ordinal);
        ToolRun undeclared = ToolRun.Of("import", Path.Combine(folder, "mlp.pt"), "-o", _folder.File("Mlp.cs"));
        Assert.Equal(ExitCode.File, undeclared.Code);
        Assert.Contains("--declaration", undeclared.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Fold_says_what_becomes_of_layers_and_that_the_output_stays()
    {
        Trained().Save(_folder.File("net.safetensors"));
        ToolRun run = ToolRun.Of("fold", _folder.File("net.safetensors"), "--json");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.InRange((double)run.Json["largestMove"]!, 0, 1e-5);
        Assert.InRange((double)run.Json["largestOutput"]!, 0.3, 1);
        Assert.Contains("folded into dense1", run.Output, StringComparison.Ordinal);
        Assert.Contains("the output moves by", ToolRun.Of("fold", _folder.File("net.safetensors")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_tells_tensor_by_tensor()
    {
        ToolNet network = Trained();
        network.Save(_folder.File("a.safetensors"));
        Assert.Equal(ExitCode.Success, ToolRun.Of("compare", _folder.File("a.safetensors"), _folder.File("a.safetensors")).Code);
        network.Parameters["dense2.bias"][1] += 0.25f;
        network.Save(_folder.File("b.safetensors"));
        ToolRun run = ToolRun.Of("compare", _folder.File("a.safetensors"), _folder.File("b.safetensors"), "--json");
        Assert.Equal(ExitCode.Negative, run.Code);
        System.Text.Json.Nodes.JsonNode different = Assert.Single(run.Json["tensors"]!.AsArray(), static node => (string?)node!["verdict"] != "identical")!;
        Assert.Equal("dense2.bias", (string?)different["name"]);
        Assert.Equal(0.25, (double)different["largest"]!, 1e-6);
        Assert.Equal(ExitCode.Success, ToolRun.Of("compare", _folder.File("a.safetensors"), _folder.File("b.safetensors"), "--tolerance", "0.3").Code);

        SafetensorsFile.Write(
            _folder.File("c.safetensors"),
            [SafetensorsTensor.Create<float>("other.bias", [2], [1f, 2])],
            new Dictionary<string, string> { ["staticnet.version"] = "1" });
        string output = ToolRun.Of("compare", _folder.File("a.safetensors"), _folder.File("c.safetensors")).Output;
        Assert.Contains("only in A", output, StringComparison.Ordinal);
        Assert.Contains("only in B", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_finds_layers_again_that_ONNX_writes_as_several_nodes()
    {
        Trained().Save(_folder.File("net.safetensors"));
        Assert.Equal(ExitCode.Success, ToolRun.Of("export", _folder.File("net.safetensors"), "-o", _folder.File("net.onnx")).Code);

        ToolRun run = ToolRun.Of("compare", _folder.File("net.safetensors"), _folder.File("net.onnx"), "--tolerance", "1e-6");

        Assert.True(run.Code == ExitCode.Success, run.Output);
    }

    [Fact]
    public void Bench_measures_and_allocates_nothing()
    {
        Trained().Save(_folder.File("net.safetensors"));
        ToolRun run = ToolRun.Of("bench", _folder.File("net.safetensors"), "--batch", "1", "5", "--seconds", "0.02", "--json");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        Assert.Equal([1, 5], run.Json["batches"]!.AsArray().Select(static node => (int)node!["rows"]!));
        Assert.All(run.Json["batches"]!.AsArray(), static node =>
        {
            Assert.Equal(0, (long)node!["allocatedBytesPerCall"]!);
            Assert.True((double)node["medianSeconds"]! > 0);
        });
    }

    [Fact]
    public void Check_reruns_the_test_vector()
    {
        ToolNet network = Trained();
        network.Save(_folder.File("net.safetensors"));
        Assert.Contains("holds no test vector", ToolRun.Of("check", _folder.File("net.safetensors")).Error, StringComparison.Ordinal);
        float[] samples = Samples(4);
        var output = new float[12];
        network.ToPredictor().Predict(samples, output);
        Append("net.safetensors", "good.safetensors", samples, output);
        ToolRun good = ToolRun.Of("check", _folder.File("good.safetensors"), "--json");
        Assert.True(good.Code == ExitCode.Success, good.Error);
        Assert.Equal(4, (int)good.Json["rows"]!);
        output[3] += 0.01f;
        Append("net.safetensors", "bad.safetensors", samples, output);
        ToolRun bad = ToolRun.Of("check", _folder.File("bad.safetensors"));
        Assert.Equal(ExitCode.Negative, bad.Code);
        Assert.Contains("FAILED", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_without_a_declaration_take_one_from_code()
    {
        ToolNet network = Trained();
        network.Save(_folder.File("net.safetensors"));
        SafetensorsFile file = SafetensorsFile.Read(_folder.File("net.safetensors"));
        SafetensorsFile.Write(
            _folder.File("bare.safetensors"), file.Tensors, file.Metadata.Where(static pair => pair.Key != "staticnet.declaration").ToDictionary());
        ToolRun refused = ToolRun.Of("fold", _folder.File("bare.safetensors"));
        Assert.Equal(ExitCode.File, refused.Code);
        Assert.Contains("--declaration", refused.Error, StringComparison.Ordinal);
        _folder.Write("Nets.cs", """
            using StaticNet;
            [Input(6), Standardize] [Dense(8, false), BatchNorm, Relu, Dropout(1 / 5.0)] [Dense(3), Softmax, Budget(MaxParameters = 900)] partial class A;
            [Input(6)] [Dense(3)] partial class B;
            """);
        Assert.Contains("--class", ToolRun.Of("fold", _folder.File("bare.safetensors"), "-d", _folder.File("Nets.cs")).Error, StringComparison.Ordinal);
        ToolRun run = ToolRun.Of("fold", _folder.File("bare.safetensors"), "-d", _folder.File("Nets.cs"), "--class", "A");
        Assert.True(run.Code == ExitCode.Success, run.Error);
        ToolRun misfit = ToolRun.Of("inspect", _folder.File("net.safetensors"), "-d", _folder.File("Nets.cs"), "--class", "B");
        Assert.Equal(ExitCode.File, misfit.Code);
        Assert.Contains("the network declared has 21", misfit.Error, StringComparison.Ordinal);
        ToolRun other = ToolRun.Of("fold", _folder.File("bare.safetensors"), "-d", _folder.File("Nets.cs"), "--class", "B");
        Assert.Equal(ExitCode.File, other.Code);
    }

    [Theory]
    [InlineData("Input(3)] class Evil { static Evil() { } } [Input(3)")]
    [InlineData("Input(3), System.Obsolete(\"x\")")]
    [InlineData("Input(3), Dense(System.Environment.ExitCode)")]
    [InlineData("Input(3), Dense(Run())")]
    [InlineData("Input(3)]\n#error x\n[Dense(3)")]
    [InlineData("")]
    [InlineData("Input(30000), Dense(30000)")]
    public void Nothing_but_plain_attributes_is_compiled_from_a_file(string declaration)
    {
        Trained().Save(_folder.File("net.safetensors"));
        SafetensorsFile file = SafetensorsFile.Read(_folder.File("net.safetensors"));
        var metadata = new Dictionary<string, string>(file.Metadata) { ["staticnet.declaration"] = declaration };
        SafetensorsFile.Write(_folder.File("evil.safetensors"), file.Tensors, metadata);
        ToolRun run = ToolRun.Of("fold", _folder.File("evil.safetensors"));
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("evil.safetensors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_not_sound_is_refused_by_the_analyzers_words()
    {
        Trained().Save(_folder.File("net.safetensors"));
        _folder.Write("Net.cs", "[StaticNet.Input(6)] [StaticNet.Softmax] [Dense(3)] partial class Net;");
        ToolRun run = ToolRun.Of("inspect", _folder.File("net.safetensors"), "-d", _folder.File("Net.cs"));
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("SN0203", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_declaration_in_a_file_says_all_of_it()
    {
        var network = new WordyNet();
        network.Save(_folder.File("net.safetensors"));
        string declaration = SafetensorsFile.Read(_folder.File("net.safetensors")).Metadata["staticnet.declaration"];
        Assert.Equal(
            "Input(6, Name = \"x\"), Rescale(0.00392156862745098), Log(9, Columns = [1, 3]), Clip(-1, 2, FirstColumn = 2, LastColumn = 4), "
            + "Dense(8, bias: false, Kernel = Initializer.HeNormal), BatchNorm(epsilon: 1E-05, center: false, RunningVariance = RunningVariance.Unbiased), "
            + "Gelu(GeluForm.Tanh), Dense(4, bias: false), LeakyRelu(0.2, Name = \"main\"), Dense(4, From = \"x\"), Add(\"main\"), Concat(\"main\", \"x\"), "
            + "Loss(LossKind.Huber), Network(Reproducible = true)",
            declaration);
        ToolRun run = ToolRun.Of("fold", _folder.File("net.safetensors"));
        Assert.True(run.Code == ExitCode.Success, run.Error);
    }

    [Theory]
    [InlineData("fold")]
    [InlineData("unknown")]
    [InlineData("bench", "x.safetensors", "--batch", "0")]
    [InlineData("compare", "a.onnx", "b.onnx", "--tolerance", "-1")]
    [InlineData("import", "a.onnx")]
    public void A_wrong_command_line_has_its_own_exit_code(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_command_that_does_not_exist_is_named() =>
        Assert.StartsWith("staticnet: There is no command 'inspekt'.", ToolRun.Of("inspekt", "a.onnx").Error, StringComparison.Ordinal);

    [Fact]
    public void A_message_does_not_name_parameters_of_the_library()
    {
        Trained().Save(_folder.File("net.safetensors"));
        Assert.Equal(ExitCode.Success, ToolRun.Of("export", _folder.File("net.safetensors"), "-o", _folder.File("net.onnx")).Code);

        ToolRun run = ToolRun.Of("import", _folder.File("net.onnx"), "-o", _folder.File("Net.cs"), "--namespace", "1net");

        Assert.Equal("staticnet: '1net' is no name in C#: expected letters, digits and '_', not beginning with a digit.", run.Error.TrimEnd());
    }

    [Theory]
    [InlineData("missing.safetensors", "There is no file")]
    [InlineData("missing.onnx", "There is no file")]
    [InlineData("data.bin", "The tool reads .safetensors, .onnx")]
    public void A_file_that_cannot_be_read_has_its_own_exit_code(string name, string message)
    {
        ToolRun run = ToolRun.Of("inspect", _folder.File(name));
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("import")]
    [InlineData("bench")]
    public void Help_shows_what_is_typed(string command)
    {
        ToolRun run = ToolRun.Of(command, "--help");
        Assert.Equal(ExitCode.Success, run.Code);
        Assert.Contains($"staticnet {command} <FILE> [options]", run.Output, StringComparison.Ordinal);
        Assert.Contains("--declaration", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tab_completes_commands_and_shells_get_a_script()
    {
        ToolRun suggested = ToolRun.Of("[suggest:12]", "staticnet com");
        Assert.Contains("compare", suggested.Output, StringComparison.Ordinal);
        Assert.Contains("completion", suggested.Output, StringComparison.Ordinal);
        foreach (string shell in new[] { "bash", "zsh", "fish", "pwsh" })
        {
            Assert.Contains("[suggest:", ToolRun.Of("completion", shell).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_process_of_its_own_does_the_same()
    {
        Trained().Save(_folder.File("net.safetensors"));
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "StaticNet.Tool.dll"), "inspect", _folder.File("net.safetensors"), "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == ExitCode.Success, await error);
        Assert.Equal(ToolRun.Of("inspect", _folder.File("net.safetensors"), "--json").Output, output);
    }

    private void Append(string from, string to, float[] input, float[] output)
    {
        SafetensorsFile file = SafetensorsFile.Read(_folder.File(from));
        SafetensorsFile.Write(
            _folder.File(to),
            [
                .. file.Tensors,
                SafetensorsTensor.Create<float>("__selftest__.input", [input.Length / 6, 6], input),
                SafetensorsTensor.Create<float>("__selftest__.output", [output.Length / 3, 3], output),
            ],
            file.Metadata);
    }

    [Fact]
    public void A_packed_predictor_is_inspected_and_compared_and_nothing_else()
    {
        string path = _folder.File("predictor.safetensors");
        Trained().ToPredictor().Save(path, new SaveOptions { SelfTest = Samples(2) });

        ToolRun inspected = ToolRun.Of("inspect", path);
        Assert.True(inspected.Code == ExitCode.Success, inspected.Error);
        Assert.StartsWith($"{path}: StaticNet, a packed predictor, 1 tensor, ", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("  staticnet.packed: 1", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("__packed__", inspected.Output, StringComparison.Ordinal);
        Assert.Contains("folded into dense1", inspected.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, ToolRun.Of("compare", path, path).Code);

        File.WriteAllText(_folder.File("Net.cs"), "using StaticNet;\n[Input(6), Standardize]\n[Dense(8), Relu]\n[Dense(3), Softmax]\npublic sealed partial class Net;\n");
        Assert.Equal(ExitCode.Success, ToolRun.Of("inspect", path, "-d", _folder.File("Net.cs")).Code);

        string[][] refused = [["check", path], ["fold", path], ["bench", path], ["export", path, "-o", _folder.File("net.onnx")], ["import", path, "-o", _folder.File("Out.cs")]];
        foreach (string[] arguments in refused)
        {
            ToolRun run = ToolRun.Of(arguments);
            Assert.NotEqual(ExitCode.Success, run.Code);
            Assert.Contains(
                "holds a packed predictor, which is for [Pretrained]: nothing can be trained from it. Save the network itself",
                run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    private static ToolNet Trained()
    {
        const int Rows = 64;
        var network = new ToolNet(seed: 4);
        float[] samples = Samples(Rows);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => samples[row * 6] > 0.5f ? samples[(row * 6) + 1] > 2 ? 2 : 1 : 0)];
        network.Fit(DataSet.FromArrays(samples, 6, labels, 3), new FitOptions { Epochs = 8, BatchSize = 16, Optimizer = Optimizer.Adam(0.02) });
        return network;
    }

    private static float[] Samples(int rows)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, rows * 6).Select(i => (float)(random.NextDouble() * (1 + (i % 6))))];
    }

    private static void AssertPredictsTheSame(Network expected, Network actual)
    {
        float[] samples = Samples(5);
        var (first, second) = (new float[15], new float[15]);
        expected.PredictUnfolded(samples, first);
        actual.PredictUnfolded(samples, second);
        Assert.All(first.Zip(second), static pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-6));
    }
}
