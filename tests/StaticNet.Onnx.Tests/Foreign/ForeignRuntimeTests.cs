using System.Text.Json;

namespace StaticNet.Onnx.Tests.Foreign;

/// <summary>What is written is accepted by ONNX's checker, and others compute what predictors do. Skipped where they are not installed.</summary>
public sealed class ForeignRuntimeTests : IDisposable
{
    private static readonly string[] _allForms = [.. ExportTests.Names.SelectMany(static row => Enum.GetNames<OnnxForm>().Select(form => $"{row.Data}_{form}"))];

    /// <summary>With Clip of a number of its own, LayerNormalization, products along the third axis, masks: what OpenCV 4.6 does not have.</summary>
    private static readonly string[] _beyondOpenCv = [nameof(ActivationsNet), nameof(SequenceNet), nameof(BoundedTargetNet), nameof(WhitenedNet)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_checker_accepts_every_file()
    {
        Write(_allForms);

        Dictionary<string, JsonElement> outputs = await ForeignRuntime.Checker.Run(_folder.Path);

        Assert.Equal(_allForms.Order(), outputs.Keys.Order());
        Assert.All(outputs, static output => Assert.True(output.Value.ValueKind == JsonValueKind.Array, output.Value.ToString()));
    }

    [Fact]
    public Task OnnxRuntime_computes_what_predictors_do() => Compare(ForeignRuntime.OnnxRuntime, _allForms);

    [Fact]
    public Task OpenCv_computes_what_predictors_do() => Compare(
        ForeignRuntime.OpenCv, [.. _allForms.Where(static name => !Array.Exists(_beyondOpenCv, beyond => name.StartsWith(beyond, StringComparison.Ordinal)))]);

    private async Task Compare(ForeignRuntime runtime, string[] names)
    {
        Dictionary<string, float[]> expected = Write(names);

        Dictionary<string, JsonElement> outputs = await runtime.Run(_folder.Path);

        Assert.Equal(names.Order(), outputs.Keys.Order());
        double farthest = 0;
        foreach ((string name, JsonElement output) in outputs)
        {
            Assert.True(output.ValueKind == JsonValueKind.Array, $"{name}: {output}");
            float[] actual = output.Deserialize<float[]>()!;
            Assert.Equal(expected[name].Length, actual.Length);
            double difference = expected[name].Zip(actual, static (x, y) => Math.Abs((double)x - y)).Max() / expected[name].Max(Math.Abs);
            Assert.True(difference <= 2e-6, $"{name} is off by {difference:G2} of the largest output");
            farthest = Math.Max(farthest, difference);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{names.Length} files, off by {farthest:G2} of the largest output at most");
    }

    /// <summary>Writes networks and samples, and returns what predictors make of them.</summary>
    private Dictionary<string, float[]> Write(string[] names)
    {
        var expected = new Dictionary<string, float[]>();
        foreach (string name in names)
        {
            string[] parts = name.Split('_');
            Network network = TestNetworks.Create(parts[0]);
            float[] samples = TestNetworks.Samples(network, TestNetworks.Rows, seed: 8);
            OnnxFile.Write(network, _folder.File(name + ".onnx"), Enum.Parse<OnnxForm>(parts[1]));
            int[] shape = [TestNetworks.Rows, .. network.Layout.InputShape];
            _folder.Write(name + ".json", JsonSerializer.Serialize(new { shape, input = samples }));
            expected[name] = new float[TestNetworks.Rows * network.Layout.OutputSize];
            network.ToPredictor().Predict(samples, expected[name]);
        }

        return expected;
    }
}
