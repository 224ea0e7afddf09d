using System.Reflection;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>
/// A network with a mistake has all its members still, so that the mistake is the only error in the build, and they throw, so that a build
/// without analyzers fails in plain words.
/// </summary>
public sealed class InvalidSurfaceTests
{
    /// <summary>Uses of a network in signatures and in bodies, as applications have them.</summary>
    private const string Uses = """
        using System;
        using System.Linq;
        using StaticNet;

        public interface IHolder<T> where T : Network, INetwork<T>
        {
            T Value { get; }
        }

        public sealed class Holder : IHolder<DigitNet>
        {
            private const int Numbers = DigitNet.InputSize + DigitNet.OutputSize * DigitNet.ParameterCount;
            private const ulong Hash = DigitNet.ArchitectureHash;
            private static readonly Func<ulong, DigitNet> _make = static seed => new DigitNet(seed);
            private readonly DigitNet.Predictor _predictor;
            private readonly float[] _output = new float[DigitNet.OutputSize];

            public Holder(DigitNet.Predictor predictor) => _predictor = predictor;

            public DigitNet Value => new();

            public DigitNet.Predictor? Other { get; init; }

            public static DigitNet.Predictor Train(DataSet data, DigitNet? given = null)
            {
                DigitNet network = given ?? new DigitNet(seed: 3);
                History history = network.Fit(data, new FitOptions { Epochs = 1 });
                Evaluation evaluation = network.Evaluate(data);
                network.Save("digits.safetensors");
                network.Load("digits.safetensors");
                Console.WriteLine(network.Parameters.Sum(static parameter => parameter.Count) + DigitNet.Architecture.InputSize);
                Console.WriteLine(network.Summary().ToString() + history + evaluation);
                return network.ToPredictor();
            }

            public int Step(ReadOnlySpan<float> input)
            {
                Span<float> output = stackalloc float[DigitNet.OutputSize];
                DigitNet network = _make(1);
                network.Forward(input, output);
                network.Backward(output);
                _predictor.Predict(input, _output);
                _predictor.Predict(input, output, new float[_predictor.WorkspaceLength]);
                Predictor general = _predictor;
                return general.Classify(input) + _predictor.Layout.OutputSize + input.Length / DigitNet.InputSize % DigitNet.OutputSize;
            }

            public static DigitNet FromGeneric() => Make<DigitNet>();

            private static T Make<T>()
                where T : Network, INetwork<T> => T.Create(T.Architecture.ArchitectureHash);
        }
        """;

    /// <summary>Rules that make a network invalid, and whose broken example C# allows a second part.</summary>
    public static TheoryData<string> Rules =>
        [.. Generator.Diagnostics.Rules.All.Values
            .Where(static rule => rule.DefaultSeverity == DiagnosticSeverity.Error)
            .Select(static rule => rule.Id)
            .Where(static rule => !rule.StartsWith("SN05", StringComparison.Ordinal))
            .Except(["SN0102", "SN0103", "SN0110", "SN0209"])
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Uses_of_its_members_give_no_further_error(string rule)
    {
        GeneratorResult result = CompilerHarness.Run(RulePage.Read(rule).Broken, Uses);

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal(rule, error.Id);
    }

    /// <summary>Networks without an input that are found by what else they carry.</summary>
    [Theory]
    [InlineData("using D = StaticNet.DenseAttribute; [D(3)] public partial class DigitNet;")]
    [InlineData("namespace A { using D = global::StaticNet.DenseAttribute; } [global::StaticNet.ReluAttribute] public partial class DigitNet;")]
    [InlineData("global using D = StaticNet.DenseAttribute;", "[D(3)] public partial class DigitNet;")]
    [InlineData("using StaticNet; [Loss(LossKind.Huber)] public partial class DigitNet;")]
    [InlineData("using StaticNet; public partial class DigitNet; [Loss(LossKind.Huber)] public partial class DigitNet; [Relu] partial class DigitNet;")]
    public async Task A_network_without_an_input_is_found_by_what_it_has(params string[] sources)
    {
        GeneratorResult result = CompilerHarness.Run([.. sources, Uses]);

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal("SN0101", error.Id);
    }

    [Fact]
    public async Task The_same_uses_of_a_sound_network_compile() =>
        Assert.Empty(await Robustness.Soundness.Check(RulePage.Read("SN0101").Fixed, Uses));

    [Fact]
    public async Task Classes_that_do_not_fit_can_be_used_still()
    {
        GeneratorResult result = CompilerHarness.Run(
            RulePage.Read("SN0208").Broken, "class User { static Clothing Wear(DigitNet.Predictor predictor, float[] pixels) => predictor.Classify(pixels); }");

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal("SN0208", error.Id);
    }

    /// <summary>A mistake elsewhere leaves the methods on rows, bytes and classes in place.</summary>
    [Theory]
    [InlineData("[Input<Row>] [Dense(0), Softmax] [Classes<Kind>]", "SN0106")]
    [InlineData("[Input<Row>] [Dense(4), Softmax] [Classes<Kind>]", "SN0208")]
    [InlineData("[Input<Mixed>] [Dense(3), Softmax] [Classes<Kind>]", "SN0111")]
    public async Task Rows_and_classes_of_an_invalid_network_can_be_used_still(string layers, string rule)
    {
        string row = layers.Contains("Mixed", StringComparison.Ordinal) ? "Mixed" : "Row";
        GeneratorResult result = CompilerHarness.Run(
            "using StaticNet; public record struct Row(float A, float B); public record struct Mixed(float A, string B); "
                + $"public enum Kind {{ A, B, C }} {layers} public partial class Net;",
            $$"""
            class User
            {
                static void Use(Net.Predictor predictor, {{row}} one, {{row}}[] rows, float[] output, int[] classes, Kind[] kinds)
                {
                    predictor.Predict(in one, output);
                    predictor.Predict(rows, output);
                    Kind kind = predictor.Classify(in one);
                    kind = predictor.Classify(output);
                    predictor.Classify(rows, classes);
                    predictor.Classify(rows, kinds);
                    predictor.Classify(output, kinds);
                }
            }
            """);

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal(rule, error.Id);
    }

    [Fact]
    public async Task Bytes_of_an_invalid_network_can_be_used_still()
    {
        GeneratorResult result = CompilerHarness.Run(
            "using StaticNet; [Input(4, Bytes = true)] [Dense(0)] public partial class Net;",
            """
            class User
            {
                static int Use(Net.Predictor predictor, byte[] pixels, float[] output, int[] classes)
                {
                    predictor.PredictBytes(pixels, output);
                    predictor.ClassifyBytes(pixels, classes);
                    return predictor.ClassifyBytes(pixels);
                }
            }
            """);

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal("SN0106", error.Id);
    }

    [Fact]
    public void A_network_beyond_its_budget_is_whole() =>
        Assert.NotNull(Activator.CreateInstance(CompilerHarness.Load(RulePage.Read("SN0209").Broken).GetType("DigitNet", throwOnError: true)!, 0ul));

    [Fact]
    public async Task An_abstract_network_has_its_members_too()
    {
        GeneratorResult result = CompilerHarness.Run(
            "using StaticNet; [Input(4)] [Dense(3)] public abstract partial class Net;",
            "public class User { Net.Predictor? _field; int _x = Net.InputSize; Net Make() => Net.Create(1); }");

        Diagnostic error = Assert.Single(
            await CompilerHarness.Build(result.Output), static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal("SN0103", error.Id);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Using_it_throws_the_rule_and_its_message(string rule)
    {
        RulePage page = RulePage.Read(rule);
        Type type = CompilerHarness.Load(page.Broken).GetType("DigitNet", throwOnError: true)!;

        Assert.Equal(page.Message, $"error {Thrown(() => Activator.CreateInstance(type, 0ul))}");
        Assert.Equal(page.Message, $"error {Thrown(() => type.GetMethod("Create")!.Invoke(null, [0ul]))}");
        Assert.Equal(page.Message, $"error {Thrown(() => type.GetProperty("Architecture")!.GetValue(null))}");
    }

    [Fact]
    public void It_has_the_members_of_a_sound_network()
    {
        const string Sound = "using StaticNet; [Input(4)] [Dense(3)] public partial class Net;";
        const string Unsound = "using StaticNet; [Input(4)] [Dense(0)] public partial class Net;";

        Assert.Equal(Members(Sound), Members(Unsound));
    }

    private static string Thrown(Action use)
    {
        TargetInvocationException outer = Assert.Throws<TargetInvocationException>(use);
        return Assert.IsType<InvalidOperationException>(outer.InnerException).Message;
    }

    private static IEnumerable<string> Members(string source)
    {
        INamedTypeSymbol type = CompilerHarness.Run(source).Output.GetTypeByMetadataName("Net")!;
        return new[] { type, type.GetTypeMembers("Predictor").Single() }
            .SelectMany(static owner => owner.GetMembers().Append(owner))
            .Where(static member => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            .Select(static member => $"{member.DeclaredAccessibility} {member.Kind} {member.ToDisplayString()}{(member.IsOverride ? " override" : "")}")
            .Order(StringComparer.Ordinal);
    }
}
