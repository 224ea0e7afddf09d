namespace StaticNet.Generator.Tests.Prediction;

/// <summary>Networks whose classes are an enum: what the predictor calls them, and what files make of it.</summary>
public sealed class ClassTests : IDisposable
{
    private const string Declarations = """
        using StaticNet;

        namespace Flowers;

        public enum Species : byte { Virginica = 2, Setosa = 0, @class = 1 }

        public enum Order { Setosa, Virginica, Versicolor }

        [Input(4)] [Dense(3), Softmax] [Classes(typeof(Species))]
        public sealed partial class Iris;

        [Input(4)] [Dense(3), Softmax] [Classes(typeof(Order))]
        public sealed partial class OtherIris;

        [Input(4)] [Dense(3), Softmax]
        public sealed partial class NamelessIris;

        [Input(4)] [Dense(1), Sigmoid] [Classes(typeof(Answer))]
        public sealed partial class Asked
        {
            internal enum Answer { No, Yes }
        }

        public static class Use
        {
            public static string Iris(Network network, float[] sample) => ((Iris)network).ToPredictor().ClassOf(sample).ToString();

            public static string Asked(Network network, float[] sample) => ((Asked)network).ToPredictor().ClassOf(sample).ToString();
        }
        """;

    private static readonly Lazy<System.Reflection.Assembly> _assembly = new(static () => CompilerHarness.Load(Declarations));

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

            Assert.Equal(expected, _assembly.Value.GetType("Flowers.Use", throwOnError: true)!.GetMethod(name)!.Invoke(null, [network, sample]));
        }

        Assert.Equal(names.Length, met.Count);
        Assert.Equal(names, network.Layout.ClassNames);
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

    private static Network Create(string name) =>
        (Network)Activator.CreateInstance(_assembly.Value.GetType("Flowers." + name, throwOnError: true)!, 3ul)!;
}
