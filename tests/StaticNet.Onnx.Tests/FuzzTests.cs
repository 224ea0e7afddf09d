using StaticNet.Tests.Fuzzing;

namespace StaticNet.Onnx.Tests;

/// <summary>
/// Files from elsewhere are hostile: whatever they hold, the reader throws nothing but <see cref="InvalidDataException"/>, takes less than a second, and
/// allocates no more than the stated multiple of the file's size.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int PerByte = 400, Fixed = 1 << 18;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Onnx()
    {
        byte[][] originals = [.. new[] { nameof(MlpNet), nameof(ActivationsNet), nameof(ImageNet) }.Select(Written)];
        Fuzz.Run("ONNX", new Mutations(Fuzz.Seed, originals).Take(Fuzz.Count), static bytes => OnnxFile.Parse(bytes, "memory"), PerByte, Fixed);
    }

    [Fact]
    public void Graphs_that_multiply_cost_little()
    {
        // A constant that is transposed over and over, one that is put together of itself, and one that is its own input.
        var transposed = new TestModel(13, 100).Floats("t0", [100, 100], new float[10_000]);
        for (int i = 0; i < 3_000; i++)
        {
            transposed.Node("Transpose", $"t{i}", $"t{i + 1}");
        }

        var doubled = new TestModel(13, 2).Integers("c0", 1, 2);
        for (int i = 0; i < 60; i++)
        {
            doubled.Node("Concat", $"c{i} c{i}", $"c{i + 1}", TestModel.Integer("axis", 0));
        }

        byte[][] files =
        [
            transposed.Node("MatMul", "x t3000", "y").ToBytes(),
            transposed.Node("MatMul", "x t20", "z").ToBytes(),
            doubled.Node("Add", "x c60", "y").ToBytes(),
            new TestModel(13, 2).Node("Add", "a x", "a").ToBytes(),
            new TestModel(13, 2).Node("Neg", "b", "a").Node("Neg", "a", "b").Node("Add", "x a", "y").ToBytes(),
        ];
        Fuzz.Run("multiplying ONNX", files, static bytes => OnnxFile.Parse(bytes, "memory"), PerByte, Fixed, refusals: files.Length);
    }

    private byte[] Written(string name)
    {
        OnnxFile.Write(TestNetworks.Create(name), _folder.File("net.onnx"));
        return File.ReadAllBytes(_folder.File("net.onnx"));
    }
}
