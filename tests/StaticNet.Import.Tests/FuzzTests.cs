using System.Runtime.InteropServices;
using StaticNet.Importing.Tests.Files;
using StaticNet.Tests.Fuzzing;

namespace StaticNet.Importing.Tests;

/// <summary>
/// Files of others are hostile. Whatever they hold, a reader throws nothing but <see cref="InvalidDataException"/>, takes less than a second,
/// and allocates no more than the multiple of the file's size stated here; a network that they do not fit stays as it was.
/// </summary>
public sealed class FuzzTests
{
    private const int Buffers = 1 << 20;

    /// <summary>What deflate may expand a byte to, several times over: archive, data, numbers.</summary>
    private const int CompressedPerByte = 12_000;

    private const int PlainPerByte = 600;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Hdf5(int superblock)
    {
        float[] values = [.. Enumerable.Range(0, 20).Select(static i => i * 0.5f)];
        Hdf5Node root = new Hdf5Node { IsDense = superblock > 0 };
        foreach (Hdf5Storage storage in Enum.GetValues<Hdf5Storage>())
        {
            root.Add($"{storage}/vars/0", Hdf5Node.Data([4, 5], values, storage));
        }

        root.WithTexts("variable", true, "some text").WithTexts("fixed", false, "one", "two");
        byte[] original = Hdf5Writer.Write(superblock, root);
        Fuzz.Run($"HDF5, superblock {superblock}", new Mutations(Fuzz.Seed, original).Take(Fuzz.Count), ReadAll, CompressedPerByte, Buffers);

        static void ReadAll(byte[] bytes)
        {
            var group = Importing.Hdf5.Hdf5File.Open(bytes, "memory");
            _ = group.Attribute("variable")?.ToTexts();
            _ = group.Attribute("fixed")?.ToTexts();
            foreach (string name in group.Names)
            {
                _ = group.FindDataset(name + "/vars/0")?.Values.ToFloats();
            }
        }
    }

    [Fact]
    public void Keras()
    {
        string json = KerasArchive.Sequential(
            KerasArchive.Layer("Dense", "first", "\"units\":2,\"activation\":\"tanh\",\"batch_input_shape\":[null,2]"),
            KerasArchive.Layer("Dense", "second", "\"units\":2,\"activation\":\"tanh\""),
            KerasArchive.Layer("Dense", "third", "\"units\":1"));
        (string, float[][], int[][])[] weights =
        [
            ("dense", [[1, 2, 3, 4], [5, 6]], [[2, 2], [2]]),
            ("dense_1", [[7, 8, 9, 10], [11, 12]], [[2, 2], [2]]),
            ("dense_2", [[13, 14], [15]], [[2, 1], [1]]),
        ];
        byte[] archive = KerasArchive.Of(json, weights);
        byte[] alone = Hdf5Writer.Write(2, KerasArchive.Variables(weights));
        IEnumerable<byte[]> files = new Mutations(Fuzz.Seed, archive, alone).Take(Fuzz.Count);
        Fuzz.Run("Keras", files, IntoOrLeave(), CompressedPerByte, Buffers);
    }

    [Fact]
    public void PyTorch()
    {
        byte[] original = PyTorchArchive.Of(
            ("a.weight", [2, 2], [1, 2, 3, 4]), ("a.bias", [2], [5, 6]),
            ("b.weight", [2, 2], [7, 8, 9, 10]), ("b.bias", [2], [11, 12]),
            ("c.weight", [1, 2], [13, 14]), ("c.bias", [1], [15]));
        Fuzz.Run("PyTorch", new Mutations(Fuzz.Seed, original).Take(Fuzz.Count), IntoOrLeave(), PlainPerByte, Buffers);
    }

    [Fact]
    public void Npz()
    {
        byte[] Floats(string shape, params float[] values) => NpzTests.Array("<f4", "False", shape, MemoryMarshal.AsBytes<float>(values).ToArray());
        byte[] original = NpzTests.Archive(
            ("a.kernel", Floats("(2, 2)", 1, 2, 3, 4)), ("a.bias", Floats("(2,)", 5, 6)),
            ("b.kernel", Floats("(2, 2)", 7, 8, 9, 10)), ("b.bias", Floats("(2,)", 11, 12)),
            ("c.kernel", Floats("(2, 1)", 13, 14)), ("c.bias", Floats("(1,)", 15)));
        Fuzz.Run("npz", new Mutations(Fuzz.Seed, original).Take(Fuzz.Count), IntoOrLeave(), CompressedPerByte, Buffers);
    }

    [Fact]
    public void ScikitLearn()
    {
        string[] models = ["classes", "two-classes", "regression", "targets"];
        byte[][] originals = [.. models.Select(static model => File.ReadAllBytes(ScikitLearnTests.File(model)))];
        Fuzz.Run("scikit-learn", new Mutations(Fuzz.Seed, originals).Take(Fuzz.Count), IntoOrLeave(new ScaledClassesNet()), PlainPerByte, Buffers);
    }

    [Fact]
    public void Safetensors()
    {
        IEnumerable<byte[]> files = SafetensorsFiles.Take(Fuzz.Count, Fuzz.Seed);
        Fuzz.Run("safetensors", files, IntoOrLeave(), PlainPerByte, Buffers, refusals: Fuzz.Count);
    }

    /// <summary>Imports a file; if it is refused, the network is as it was.</summary>
    private static Action<byte[]> IntoOrLeave(Network? into = null)
    {
        Network network = into ?? new TwinNet();
        float[] before = State(network);
        return bytes =>
        {
            try
            {
                Import.Into(network, Import.Parse(bytes, "memory"));
                before = State(network);
            }
            catch (InvalidDataException)
            {
                Assert.Equal(before, State(network));
                throw;
            }
        };
    }

    private static float[] State(Network network) => [.. network.Parameters.SelectMany(static view => view.ToArray())];
}
