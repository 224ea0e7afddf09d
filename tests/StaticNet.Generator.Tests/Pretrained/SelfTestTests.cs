using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>Test vectors beside the weights: saved, ignored by whoever loads, and run again.</summary>
public sealed class SelfTestTests : IDisposable
{
    private static readonly Lazy<Type> _type = new(static () => CompilerHarness.Load(
        "using StaticNet; [Input(2), Standardize, Dense(3), BatchNorm, Relu, Dense(2)] public partial class Net;").GetType("Net", throwOnError: true)!);

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("net.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_with_a_test_vector_loads_like_one_without()
    {
        Network saved = Create(1);
        Network loaded = Create(2);
        saved.Save(Model, new SaveOptions { SelfTest = new float[] { 1, 2, 3, 4, 5, 6 } });
        loaded.Load(Model);

        SafetensorsFile file = SafetensorsFile.Read(Model);
        Assert.Equal([3, 2], file["__selftest__.input"].Shape.ToArray());
        Assert.Equal([3, 2], file["__selftest__.output"].Shape.ToArray());
        Assert.Equal(new SelfTestResult(3, 0, 1e-4f * file["__selftest__.output"].ToArray<float>().Max(MathF.Abs)), loaded.ToPredictor().SelfTest(Model));

        loaded.Save(_folder.File("again.safetensors"));
        saved.Save(Model);
        Assert.Equal(File.ReadAllBytes(Model), File.ReadAllBytes(_folder.File("again.safetensors")));
    }

    [Fact]
    public void Other_weights_fail_the_test()
    {
        Create(1).Save(Model, new SaveOptions { SelfTest = new float[] { 1, 2 } });

        SelfTestResult result = Create(2).ToPredictor().SelfTest(Model);

        Assert.False(result.Passed);
        Assert.StartsWith("failed: 1 row, largest error ", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_that_is_NaN_fails_the_test()
    {
        Network network = Create(1);
        network.Save(Model, new SaveOptions { SelfTest = new float[] { 1, 2, 3, 4 } });
        network.Parameters["dense2.bias"][0] = float.NaN;

        Assert.False(network.ToPredictor().SelfTest(Model).Passed);
    }

    [Theory]
    [InlineData(new[] { 1f, 2f, 3f }, "Net takes samples of 2 values; the 3 values of the self-test are no whole number of samples.")]
    [InlineData(new[] { 1f, 2f, 3f, float.NaN }, "Row 1 of the self-test, or what Net predicts for it, is NaN or infinite.")]
    public void Rows_that_test_nothing_are_refused_before_anything_is_written(float[] rows, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Create(1).Save(Model, new SaveOptions { SelfTest = rows }));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_without_a_test_vector_says_so()
    {
        Network network = Create(1);
        network.Save(Model);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => network.ToPredictor().SelfTest(Model));

        Assert.Contains("holds no test vector", exception.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => network.ToPredictor().SelfTest(_folder.File("other.safetensors")));
    }

    private static Network Create(ulong seed) => (Network)Activator.CreateInstance(_type.Value, seed)!;
}
