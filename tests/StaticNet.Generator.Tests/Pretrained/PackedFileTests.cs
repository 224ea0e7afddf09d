using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using StaticNet.Generator.Tests.Networks;
using StaticNet.Kernels;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>Files of predictors: what they hold, who refuses them, and that nobody copies their weights.</summary>
public sealed class PackedFileTests : IDisposable
{
    private const string Declaration = "using StaticNet; [Input(2), Standardize, Dense(40), BatchNorm, Relu, Dense(2), Softmax] public partial class Net;";
    private const string Weights = "using StaticNet; [Pretrained(\"net.safetensors\")] partial class Net;";

    private static readonly Lazy<Type> _type = new(static () => CompilerHarness.Load(Declaration).GetType("Net", throwOnError: true)!);

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("net.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_holds_the_packed_weights_and_says_what_they_are()
    {
        Network network = Create(1);
        StaticNet.Predictor predictor = network.ToPredictor();
        network.Save(_folder.File("network.safetensors"));
        predictor.Save(Model, new SaveOptions { SelfTest = new float[] { 1, 2, 3, 4 } });

        SafetensorsFile file = SafetensorsFile.Read(Model);
        IReadOnlyDictionary<string, string> whole = SafetensorsFile.Read(_folder.File("network.safetensors")).Metadata;
        Assert.Equal(["__packed__", "__selftest__.input", "__selftest__.output"], file.Tensors.Select(static tensor => tensor.Name));
        Assert.Equal(Packed(predictor).Span.ToArray(), file["__packed__"].ToArray<float>());
        Assert.Equal([Packed(predictor).Length], file["__packed__"].Shape.ToArray());
        Assert.Equal("1", file.Metadata["staticnet.packed"]);
        Assert.Equal("false", file.Metadata["staticnet.subtracts-center"]);
        foreach (string key in new[] { "staticnet.version", "staticnet.architecture", "staticnet.network", "staticnet.declaration" })
        {
            Assert.Equal(whole[key], file.Metadata[key]);
        }

        Assert.Equal(6, file.Metadata.Count);
        Assert.True(predictor.SelfTest(Model).Passed);
    }

    [Fact]
    public void The_weights_begin_on_a_line_of_the_cache()
    {
        Create(1).ToPredictor().Save(Model);

        Assert.Equal(0, (8 + BitConverter.ToInt64(File.ReadAllBytes(Model))) % 64);
    }

    [Fact]
    public void A_network_is_not_loaded_from_its_predictor()
    {
        Create(1).ToPredictor().Save(Model);
        Network network = Create(2);
        float[] before = network.Parameters["dense1.kernel"].ToArray();

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => network.Load(Model));

        Assert.Equal(
            $"'{Model}' holds a packed predictor, which is for [Pretrained]: nothing can be trained from it. Save the network itself, with network.Save, and load that.",
            exception.Message);
        Assert.Equal(before, network.Parameters["dense1.kernel"].ToArray());
        Assert.Equal(exception.Message, Assert.Throws<InvalidDataException>(() => new CheckpointFile(Model).Read()).Message);
    }

    [Theory]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.Int8)]
    public void Only_single_precision_is_saved(Precision precision)
    {
        Network network = Create(1);
        MemoryDataSet rows = DataSet.FromArrays([1f, 2f, 3f, 4f], 2, [0, 1], 2);

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => network.ToPredictor(precision, rows).Save(Model));

        Assert.Equal($"Only a predictor of Precision.Single can be saved; this one is of Precision.{precision}.", exception.Message);
        Assert.False(File.Exists(Model));
    }

    [Fact]
    public void What_fails_leaves_the_file_that_was_there()
    {
        StaticNet.Predictor predictor = Create(1).ToPredictor();
        predictor.Save(Model);
        byte[] before = File.ReadAllBytes(Model);

        Assert.Throws<ArgumentException>(() => predictor.Save(Model, new SaveOptions { SelfTest = new[] { 1f, float.NaN } }));
        Assert.Throws<ArgumentException>(() => predictor.Save(Model, new SaveOptions { SelfTest = new[] { 1f, 2, 3 } }));
        Assert.Throws<InvalidOperationException>(() => Create(2).ToPredictor(Precision.BFloat16).Save(Model));
        Assert.Throws<DirectoryNotFoundException>(() => predictor.Save(Path.Combine(_folder.File("nowhere"), "net.safetensors")));

        Assert.Equal(before, File.ReadAllBytes(Model));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_pretrained_predictor_is_saved_to_the_bytes_it_was_made_from(bool isConstant)
    {
        Network network = Create(1);
        var options = new SaveOptions { SelfTest = Architectures.Input(network, rows: 3) };
        byte[] file = PretrainedNetworks.SavePredictor(network);

        Assert.Equal(file, PretrainedNetworks.SavePredictor(Pretrained(Load(file, isConstant)), options));
        Assert.Equal(file, PretrainedNetworks.SavePredictor(Pretrained(Load(PretrainedNetworks.Save(network, "net"), isConstant)), options));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_of_classes_that_the_data_gave_stay_with_the_weights(bool isConstant)
    {
        Network network = Create(1);
        network.Fit(
            DataSet.FromArrays([1f, 2f, 3f, 4f], 2, [0, 1], 2).WithNames(["x", "y"], ["small, or none", "large"]), new FitOptions { Epochs = 1, BatchSize = 2 });
        byte[] file = PretrainedNetworks.SavePredictor(network.ToPredictor(), null);

        Assert.Equal("[\"small, or none\",\"large\"]", SafetensorsFile.Parse(file, "net").Metadata["staticnet.classes"]);
        Assert.Equal(file, PretrainedNetworks.SavePredictor(Pretrained(Load(file, isConstant)), null));
    }

    /// <summary>What the first prediction takes of memory is what opening the resource takes, however many weights there are.</summary>
    [Fact]
    public void The_first_use_copies_no_weights()
    {
        const string Wide = "using StaticNet; [Input(64), Dense(512), Relu, Dense(512), Relu, Dense(10), Softmax] public partial class Net;";
        Network network = CompilerHarness.Create(Wide);
        byte[] file = PretrainedNetworks.SavePredictor(network);
        Func<StaticNet.Predictor> first = Property(Load(file, isConstant: false, Wide));
        Func<StaticNet.Predictor> copied = Property(Load(PretrainedNetworks.Save(network, "net"), isConstant: false, Wide));

        Assert.InRange(Allocated(first), 0, file.Length / 20);
        Assert.InRange(Allocated(copied), file.Length, long.MaxValue);
        Assert.Equal(Bits(Packed(network.ToPredictor()).Span), Bits(Packed(first()).Span));

        static long Allocated(Func<StaticNet.Predictor> predictor)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = predictor();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>The tests' assemblies can be collected, and with them what their resources are mapped to.</summary>
    [Fact]
    public void Weights_keep_the_assembly_that_they_lie_in()
    {
        Network network = Create(1);
        (Arena weights, WeakReference assembly) = Held(PretrainedNetworks.SavePredictor(network));
        for (int i = 0; i < 10; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(assembly.IsAlive);
        Assert.Equal(Bits(Packed(network.ToPredictor()).Span), Bits(weights.Span));
        GC.KeepAlive(weights);
    }

    /// <summary>Not inlined, so that nothing but what it returns is left of the assembly.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Arena Weights, WeakReference Assembly) Held(byte[] file)
    {
        Type type = Load(file, isConstant: false);
        return (Packed(Pretrained(type)), new WeakReference(type.Assembly));
    }

    /// <summary>The network with a file in its assembly.</summary>
    private static Type Load(byte[] file, bool isConstant, string declaration = Declaration)
    {
        var text = WeightText.Of("net.safetensors", file);
        GeneratorResult result = CompilerHarness.Run(CompilerHarness.Compilation(declaration, Weights), isConstant ? text : text.WithoutBits());
        Assert.Equal(isConstant, result.Files["Net/Net.Pretrained.g.cs"].Contains("Constants", StringComparison.Ordinal));
        return CompilerHarness.Load(
            result, [new ResourceDescription("StaticNet.Weights/net.safetensors", () => new MemoryStream(file), isPublic: true)]).GetType("Net", throwOnError: true)!;
    }

    private static StaticNet.Predictor Pretrained(Type type) => Property(type)();

    private static Func<StaticNet.Predictor> Property(Type type) => type.GetProperty("Pretrained")!.GetMethod!.CreateDelegate<Func<StaticNet.Predictor>>();

    private static Arena Packed(StaticNet.Predictor predictor) =>
        (Arena)predictor.GetType().GetField("_weights", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(predictor)!;

    private static uint[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, uint>(values).ToArray();

    private static Network Create(ulong seed) => (Network)Activator.CreateInstance(_type.Value, seed)!;
}
