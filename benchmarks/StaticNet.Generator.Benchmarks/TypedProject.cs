using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.Generator.Benchmarks;

/// <summary>A project as it is being typed: networks of 20 layers, each in a file of its own, as many files that use them, and one that does not.</summary>
internal static class TypedProject
{
    public const int Networks = 200;

    /// <summary>The file that has nothing to do with any network.</summary>
    public const string Elsewhere = "Elsewhere.cs";

    private static readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Typed",
        references: References(),
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            concurrentBuild: false));

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    /// <summary>A project of <paramref name="networks"/> networks, freshly parsed and nothing of it bound.</summary>
    public static CSharpCompilation Create(int networks = Networks) => _empty.AddSyntaxTrees(
        Enumerable.Range(0, networks)
            .SelectMany(static i => new[] { Parse(NetworkFile(i), Network(i)), Parse(UseFile(i), Use(i)) })
            .Append(Parse(Elsewhere, ElsewhereText)));

    public static string NetworkFile(int number) => $"Net{Text(number)}.cs";

    public static string UseFile(int number) => $"Use{Text(number)}.cs";

    /// <summary>The project after an edit: the first <paramref name="from"/> in a file becomes <paramref name="to"/>. Parsed as an editor does it.</summary>
    public static CSharpCompilation Edit(CSharpCompilation project, string file, string from, string to)
    {
        SyntaxTree tree = Tree(project, file);
        SourceText text = tree.GetText();
        int start = text.ToString().IndexOf(from, StringComparison.Ordinal);
        SyntaxTree edited = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(start, from.Length), to)));
        return project.ReplaceSyntaxTree(tree, edited);
    }

    public static SyntaxTree Tree(Compilation project, string file) => project.SyntaxTrees.First(tree => tree.FilePath == file);

    /// <summary>The runtime and the library.</summary>
    public static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(Network).Assembly.Location)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path));

    private static SyntaxTree Parse(string file, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text), ParseOptions, file);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Network(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using StaticNet;

        namespace Typed.Part{{number % 10}};

        [Input(784)]
        [Standardize, Dropout(0.05)]
        [Dense({{256 + number}}, bias: false), BatchNorm(momentum: 0.9), Relu, Dropout(0.1)]
        [Dense(128, bias: false), BatchNorm(momentum: 0.9, epsilon: 1e-5), Relu, Dropout(0.2)]
        [Dense({{70 + (number % 50)}}, bias: false), BatchNorm, Gelu, Dropout(0.2)]
        [Dense(64, bias: false), BatchNorm, Relu, Dropout(0.1)]
        [Dense(10), Softmax]
        public sealed partial class Net{{number}}
        {
            /// <summary>What the network is called in reports.</summary>
            public static string Title => "network " + typeof(Net{{number}}).Name;
        }

        """);

    private static string Use(int number) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using StaticNet;

        namespace Typed.Part{{number % 10}};

        /// <summary>Trains a network and predicts with it.</summary>
        public sealed class Use{{number}}(Net{{number}}.Predictor predictor)
        {
            private readonly float[] _output = new float[Net{{number}}.OutputSize];

            public static Net{{number}}.Predictor Train(DataSet data)
            {
                var network = new Net{{number}}(seed: {{number}});
                History history = network.Fit(data, new FitOptions { Epochs = 2, BatchSize = 64 });
                Console.WriteLine(history.ToString() + network.Evaluate(data).ToString());
                network.Save("net{{number}}.safetensors");
                return network.ToPredictor();
            }

            public int Classify(ReadOnlySpan<float> pixels)
            {
                Span<float> probabilities = stackalloc float[Net{{number}}.OutputSize];
                predictor.Predict(pixels, probabilities);
                predictor.Predict(pixels, _output);
                int best = 0;
                for (int i = 1; i < probabilities.Length; i++)
                {
                    best = probabilities[i] > probabilities[best] ? i : best;
                }

                return Math.Max(best, predictor.Classify(pixels));
            }
        }

        """);

    private const string ElsewhereText = """
        using System;
        using System.Collections.Generic;
        using System.Linq;

        namespace Typed;

        /// <summary>Code that has nothing to do with networks.</summary>
        public sealed class Elsewhere
        {
            private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

            [Obsolete("An attribute of another kind.")]
            public int Count => _places.Sum(static pair => pair.Value.Count);

            public void Add(string word, int place)
            {
                if (!_places.TryGetValue(word, out List<int>? places))
                {
                    _places.Add(word, places = new List<int>());
                }

                places.Add(place);
            }

            public IEnumerable<string> Frequent(int least)
            {
                foreach ((string word, List<int> places) in _places.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                {
                    if (places.Count >= least && word.Length > 1)
                    {
                        yield return string.Join(" ", word.Trim(), places.Count.ToString(), string.Concat(places.Select(static place => place + ";")));
                    }
                }
            }
        }

        """;
}
