using System.Reflection;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>Networks whose classes are an enum: what the predictor calls them, and what files make of it.</summary>
public sealed class ClassTests : IDisposable
{
    private const string Declarations = """
        using System;
        using System.Linq;
        using StaticNet;

        namespace Flowers;

        public enum Species : byte { Virginica = 2, Setosa = 0, @class = 1 }

        public enum Order { Setosa, Virginica, Versicolor }

        [Input(4, Bytes = true)] [Dense(3), Softmax] [Classes<Species>]
        public sealed partial class Iris;

        [Input(4)] [Dense(3), Softmax] [Classes<Order>]
        public sealed partial class OtherIris;

        [Input(4)] [Dense(3), Softmax]
        public sealed partial class NamelessIris;

        [Input(4)] [Dense(1), Sigmoid] [Classes<Answer>]
        public sealed partial class Asked
        {
            internal enum Answer { No, Yes }
        }

        public static class Use
        {
            public static string Iris(Network network, float[] sample)
            {
                Iris.Predictor predictor = ((Iris)network).ToPredictor();
                Species one = predictor.Classify(sample);
                Species[] two = new Species[2];
                predictor.Classify((float[])[.. sample, .. sample], two);
                return one == two[0] && one == two[1] && predictor.ClassifyIndex(sample) == (int)one ? one.ToString() : "unlike";
            }

            public static string Asked(Network network, float[] sample) => ((Asked)network).ToPredictor().Classify(sample).ToString();

            public static string[] Many(Network network, float[] samples)
            {
                Species[] classes = new Species[samples.Length / Flowers.Iris.InputSize];
                ((Iris)network).ToPredictor().Classify(samples, classes);
                return [.. classes.Select(static species => species.ToString())];
            }

            public static void TooFew(Network network, float[] samples) => ((Iris)network).ToPredictor().Classify(samples, new Species[1]);

            public static string[] Bytes(Network network, byte[] samples)
            {
                Species[] classes = new Species[samples.Length / Flowers.Iris.InputSize];
                Iris.Predictor predictor = ((Iris)network).ToPredictor();
                predictor.ClassifyBytes(samples, classes);
                Species first = predictor.ClassifyBytes(samples.AsSpan(0, Flowers.Iris.InputSize));
                return [first.ToString(), .. classes.Select(static species => species.ToString())];
            }
        }
        """;

    private static readonly Lazy<Assembly> _assembly = new(static () => CompilerHarness.Load(Declarations));

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("Iris", "Setosa,class,Virginica")]
    [InlineData("Asked", "No,Yes")]
    public void A_class_is_a_member_of_the_enum(string name, string members)
    {
        Network network = Create(name);
        string[] names = members.Split(',');
        var random = new Random(1);
        var met = new HashSet<string>();
        for (int i = 0; i < 100; i++)
        {
            float[] sample = [.. Enumerable.Range(0, 4).Select(_ => (random.NextSingle() * 4) - 2)];
            string expected = names[network.ToPredictor().Classify(sample)];
            met.Add(expected);

            Assert.Equal(expected, Use(name, network, sample));
        }

        Assert.Equal(names.Length, met.Count);
        Assert.Equal(names, network.Layout.ClassNames);
    }

    /// <summary>Batches of no sample, one, and more than are named at a time, the last block a sample long.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(257)]
    [InlineData(700)]
    public void Classes_of_a_batch_are_those_of_the_numbers(int samples)
    {
        Network network = Create("Iris");
        var random = new Random(2);
        float[] input = [.. Enumerable.Range(0, samples * 4).Select(_ => (random.NextSingle() * 4) - 2)];
        var indices = new int[samples];
        network.ToPredictor().Classify(input, indices);

        Assert.Equal(indices.Select(index => network.Layout.ClassNames[index]), Use("Many", network, input));
    }

    [Fact]
    public void Classes_of_bytes_are_those_of_the_same_floats()
    {
        Network network = Create("Iris");
        byte[] bytes = new byte[4 * 300];
        new Random(3).NextBytes(bytes);
        string[] expected = (string[])Use("Many", network, Array.ConvertAll(bytes, static value => (float)value))!;

        Assert.Equal([expected[0], .. expected], (string[])Use("Bytes", network, bytes)!);
    }

    [Fact]
    public void Too_few_classes_are_an_error()
    {
        TargetInvocationException error = Assert.Throws<TargetInvocationException>(() => Use("TooFew", Create("Iris"), new float[8]));

        Assert.Equal(
            "2 samples give 2 results (1 each); the span holds 1. (Parameter 'output')", Assert.IsType<ArgumentException>(error.InnerException).Message);
    }

    [Fact]
    public void Files_carry_the_names()
    {
        Create("Iris").Save(_file);

        Assert.Equal("Setosa, class, Virginica", SafetensorsFile.Read(_file).Metadata["staticnet.classes"]);
        Create("Iris").Load(_file);
        Create("NamelessIris").Load(_file);
    }

    [Fact]
    public void A_file_of_other_classes_is_refused()
    {
        Create("Iris").Save(_file);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Create("OtherIris").Load(_file));

        Assert.EndsWith(
            "was saved with the classes Setosa, class, Virginica; OtherIris has Setosa, Virginica, Versicolor, so its outputs mean something else.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_names_fits()
    {
        Create("NamelessIris").Save(_file);

        Assert.DoesNotContain("staticnet.classes", SafetensorsFile.Read(_file).Metadata.Keys);
        Create("OtherIris").Load(_file);
    }

    private static object? Use(string method, params object[] arguments) =>
        _assembly.Value.GetType("Flowers.Use", throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments);

    private static Network Create(string name) =>
        (Network)Activator.CreateInstance(_assembly.Value.GetType("Flowers." + name, throwOnError: true)!, 3ul)!;
}
