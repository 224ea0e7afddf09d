namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Declarations of every strange form: where they stand, what they are called, and what surrounds them.</summary>
public sealed class HostileDeclarationTests
{
    private const string Net = "[Input(4)] [Standardize] [Dense(3), BatchNorm, Softmax]";

    /// <summary>Sources that are sound networks, however odd.</summary>
    public static TheoryData<string> Sound() =>
    [
        $$"""using StaticNet; {{Net}} partial class Net;""",
        $$"""using StaticNet; namespace @event.@class { {{Net}} partial class @int; }""",
        $$"""using StaticNet; namespace @event; partial class @class { {{Net}} private sealed partial class @new { private @new.Predictor? _field; } }""",
        $$"""using StaticNet; namespace A; partial struct Outer { {{Net}} internal partial class Net; }""",
        $$"""using StaticNet; namespace A; readonly ref partial struct Outer { {{Net}} internal partial class Net; }""",
        $$"""using StaticNet; namespace A; partial record Outer(int X) { {{Net}} public partial class Net; }""",
        $$"""using StaticNet; namespace A; partial record struct Outer { {{Net}} public partial class Net; }""",
        $$"""using StaticNet; namespace A; partial interface IOuter { {{Net}} partial class Net; }""",
        $$"""using StaticNet; namespace A; static partial class Outer { {{Net}} public partial class Net; }""",
        $$"""
        using StaticNet; namespace A; abstract partial class Outer<TFirst, @class> where TFirst : struct
        { partial class Middle<T> { {{Net}} protected partial class Net { T? _value; } } }
        """,
        $$"""using StaticNet; namespace A { {{Net}} partial class Net; } namespace B { {{Net}} partial class Net; } {{Net}} partial class Net;""",
        $$"""
        using StaticNet; {{Net}} partial class Net; {{Net}} partial class NET; {{Net}} partial class net;
        {{Net}} partial class Net_2; {{Net}} partial class net_2;
        """,
        $$"""using StaticNet; {{Net}} partial class Net; [Dense(3)] partial class NET;""",
        $$"""using StaticNet; [Dense(3)] partial class Net; [Dense(3)] partial class NET;""",
        $$"""using StaticNet; {{Net}} partial class Net; partial class A { {{Net}} partial class Net; } partial class A<T> { {{Net}} partial class Net; }""",
        $$"""using StaticNet; {{Net}} partial class Net : System.IDisposable { public void Dispose() { } }""",
        $$"""using StaticNet; {{Net}} partial class Net : Network;""",
        $$"""using StaticNet; {{Net}} partial class Net : Network, INetwork<Net>;""",
        $$"""
        using StaticNet; {{Net}} sealed partial class Net
        { public Net(string path) : this(3) { } static Net() { } static Net Create(int number) => new((ulong)number); int ToPredictor(int x) => x; }
        """,
        $$"""using StaticNet; {{Net}} unsafe partial class Net { }""".Replace("unsafe ", "", StringComparison.Ordinal),
        $$"""using StaticNet; {{Net}} [System.Obsolete] partial class Net;""",
        $$"""[StaticNet.Input(4)] [StaticNet.DenseAttribute(3)] [type: global::StaticNet.Relu] partial class Net;""",
        $$"""using I = StaticNet.InputAttribute; using D = StaticNet.DenseAttribute; [I(4)] [D(3)] partial class Net;""",
        $$"""using S = StaticNet; [S.Input(4)] [S::Dense(3)] partial class Net;""",
        $$"""global using StaticNet; global using Input = StaticNet.InputAttribute; [Input(4), Dense(3)] partial class Net;""",
        $$"""using StaticNet; partial class Net { } {{Net}} partial class Net { } partial class Net { int _x; }""",
        $$"""using StaticNet; {{Net}} partial class Net; [Loss(LossKind.CrossEntropy)] partial class Net;""",
        $$"""using StaticNet; #nullable disable""" + $"\n{Net} partial class Net;",
        $$"""using StaticNet; {{Net}} partial class record; {{Net}} partial class dynamic; {{Net}} partial class nint; {{Net}} partial class async;""",
        $$"""using StaticNet; {{Net}} partial class @partial; {{Net}} partial class @await; {{Net}} partial class @where;""",
        $$"""using StaticNet; {{Net}} partial class @var; {{Net}} partial class @file;""",
        $$"""using StaticNet; {{Net}} partial class _; {{Net}} partial class @_1; {{Net}} partial class Größe; {{Net}} partial class \u0041b;""",
        $$"""using StaticNet; namespace @global.@namespace.@var; {{Net}} partial class Net;""",
    ];

    /// <summary>User types and namespaces whose names generated code must not trip over.</summary>
    public static TheoryData<string> Neighbours() =>
    [
        """namespace User; class Relu; class Dense; class Panel; class Offsets; class Network; class System; class Predictor; class Arena; class Math;""",
        """namespace User; class StaticNet; class Kernels; class Span; class ReadOnlySpan; class MatrixView; class DenseProduct; class Activation;""",
        """namespace User; class SN;""",
        """class SN;""",
        """namespace SN { class Relu; }""",
        """namespace User.StaticNet { class Network; } namespace User.System { class Math; }""",
        """namespace User; class DenseAttribute : System.Attribute; class InputAttribute : System.Attribute; class ReluAttribute : System.Attribute;""",
        """global using Network = System.String; global using Predictor = System.Int32; global using Offsets = System.Byte;""",
        """static class Extensions { public static int Predict(this object o) => 0; public static void Line(this Net n) { } } partial class Net;""",
    ];

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task A_sound_network_compiles(string source) =>
        Assert.DoesNotContain(await Soundness.Check(source), static diagnostic => diagnostic.Id != "SN0101");

    [Theory]
    [MemberData(nameof(Neighbours))]
    public async Task Names_around_a_network_do_not_matter(string neighbours)
    {
        const string Layers =
            "[global::StaticNet.Input(4)] [global::StaticNet.Standardize] [global::StaticNet.Dense(3), global::StaticNet.Relu, global::StaticNet.Softmax]";
        Assert.Empty(await Soundness.Check(neighbours, $"{Layers} partial class Net; namespace User {{ {Layers} partial class Net; }}"));
    }

    /// <summary>Types that C# or StaticNet cannot complete, and sources that do not compile at all.</summary>
    public static TheoryData<string, string> Refused() => new()
    {
        { $$"""using StaticNet; {{Net}} class Net;""", "SN0102" },
        { $$"""using StaticNet; class Outer { {{Net}} partial class Net; }""", "SN0102" },
        { $$"""using StaticNet; class Outer { partial class Middle { {{Net}} partial class Net; } }""", "SN0102" },
        { $$"""using StaticNet; {{Net}} static partial class Net;""", "SN0103" },
        { $$"""using StaticNet; {{Net}} abstract partial class Net;""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial record Net;""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial record Net(int X);""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial class Net<T>;""", "SN0103" },
        { $$"""using StaticNet; {{Net}} file partial class Net;""", "SN0103" },
        { $$"""using StaticNet; file partial class Outer { {{Net}} partial class Net; }""", "SN0103" },
        { $$"""using StaticNet; class Base; {{Net}} partial class Net : Base;""", "SN0103" },
        { $$"""using StaticNet; namespace User { class Network; } namespace User { {{Net}} partial class Net : User.Network; }""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial class Base; [Input(4)] [Dense(3)] partial class Derived : Base;""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial class Net(int x) { int X => x; }""", "SN0103" },
        { $$"""using StaticNet; {{Net}} partial class Net();""", "SN0103" },
        { $$"""using StaticNet; [Input(4)] partial class Net; [Dense(3)] partial class Net;""", "SN0105" },
        { $$"""using StaticNet; [Dense(3)] partial class Net; [Input(4)] partial class Net;""", "SN0105" },
        { $$"""using StaticNet; [Input(4)] [Dense(3)] partial class Net; [Input(4)] [Dense(3)] partial class Net;""", "SN0105" },
        { $$"""using StaticNet; [Dense(3)] partial class Net; [Dense(3)] partial class Net;""", "SN0105" },
        { $$"""using StaticNet; [Input(4)] [Input(4)] [Dense(3)] partial class Net;""", "SN0104" },
        { $$"""using StaticNet; [Input(4)] [Dense(3)] [Input(4)] partial class Net;""", "SN0104" },
        { $$"""using StaticNet; [Dense(3)] [Input(4)] partial class Net;""", "SN0104" },
        { $$"""using StaticNet; [Dense(3)] partial class Net;""", "SN0101" },
        { $$"""using D = StaticNet.DenseAttribute; [D(3)] partial class Net;""", "SN0101" },
        { $$"""using StaticNet; [Input(4)] partial class Net;""", "SN0108" },
        { $$"""using StaticNet; {{Net}} partial class Predictor;""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Offsets; {{Net}} partial class Create;""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { const int InputSize = 4; }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { class Predictor; }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { enum Activation { Relu } }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { float Parameter(int offset) => offset; }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { static Net Create(ulong number) => null!; }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} partial class Net { Net(ulong number) { } }""", "SN0110" },
        { $$"""using StaticNet; {{Net}} abstract partial class Net<T>;""", "SN0103" },
        { $$"""using StaticNet; [Input(4)] [Loss(LossKind.Huber)] partial class Net;""", "SN0108" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_network_that_cannot_be_is_refused(string source, string rule) =>
        Assert.Contains(await Soundness.Check(source), diagnostic => diagnostic.Id == rule);

    /// <summary>Sources that do not compile before the generator runs.</summary>
    public static TheoryData<string> Broken() =>
    [
        $$"""using StaticNet; {{Net}} partial class""",
        $$"""using StaticNet; {{Net}} partial class Net {""",
        $$"""using StaticNet; {{Net}} partial class Net : Missing;""",
        $$"""using StaticNet; {{Net}} partial class Net : Missing<Net>, ;""",
        $$"""using StaticNet; {{Net}} partial struct Net;""",
        $$"""using StaticNet; {{Net}} partial interface INet;""",
        $$"""using StaticNet; {{Net}} enum Net { A }""",
        $$"""using StaticNet; {{Net}} delegate void Net();""",
        $$"""using StaticNet; {{Net}} partial class Net; {{Net}} class Net;""",
        $$"""using StaticNet; {{Net}} partial class Net : Net;""",
        $$"""using StaticNet; partial class Net { {{Net}} partial class Net; }""",
        $$"""using StaticNet; {{Net}} partial class Net<T; """,
        $$"""using StaticNet; {{Net}} partial class ;""",
        $$"""using StaticNet; [Input(4] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense()] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense("3")] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3.5)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(99999999999)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(1 / 0)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(int.MaxValue + 1)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(units: 3, units: 4)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Units = 4)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Missing = 4)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Name = "a", Name = "b")] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Name = 4)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Name = Missing)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Kernel = "HeNormal")] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3, Kernel = Initializer.Missing)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(Net.OutputSize)] partial class Net;""",
        $$"""using StaticNet; [Input(Net.InputSize)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(Size)] partial class Net { static int Size => 3; }""",
        $$"""using StaticNet; [Input("4")] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4, "4")] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4, Missing)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(new[] { 4, Missing })] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(new int[,] { { 4 } })] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(new int[4] { 4 })] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Inptu(4)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Desne(3)] partial class Net;""",
        $$"""[Input(4)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Layer] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Loss] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Loss(LossKind.Missing)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Loss(LossKind.Huber)] [Loss(LossKind.Huber)] [Dense(3)] partial class Net;""",
        $$"""using StaticNet; [Input(4)] [Dense(3)] class MineAttribute : DenseAttribute; [Mine] partial class Net;""",
        $$"""using StaticNet; class MineAttribute : LayerAttribute; [Input(4)] [Mine] partial class Net;""",
        $$"""using StaticNet; [assembly: Input(4)] [module: Dense(3)] class C { [Input(4)] void M([Dense(3)] int x) { } }""",
        $$"""namespace StaticNet; class DenseAttribute : System.Attribute { public DenseAttribute(string s) { } } [Input(4)] [Dense("x")] partial class Net;""",
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_source_that_does_not_compile_breaks_nothing(string source) => await Soundness.Check(source);

    [Theory]
    [InlineData("using StaticNet; [Inptu(4)] [Dense(3)] partial class Net { Net.Predictor? _predictor; }")]
    [InlineData("using StaticNet; [Input(4)] [Desne(3)] partial class Net { Net.Predictor? _predictor; }")]
    [InlineData("using StaticNet; [Input(4)] [Dense(\"3\")] [Softmax] partial class Net { Net.Predictor? _predictor; }")]
    public async Task What_the_compiler_reports_is_not_reported_again(string source)
    {
        GeneratorResult result = CompilerHarness.Run(source);

        Assert.Empty(await CompilerHarness.Analyze(result.Output));
        Assert.All(result.Errors, static error => Assert.True(error.Id is "CS0246" or "CS1503", error.ToString()));
    }

    [Fact]
    public async Task Parts_in_several_files_are_one_network()
    {
        Assert.Empty(await Soundness.Check(
            "using StaticNet; namespace A; partial class Outer { sealed partial class Net { int _first; } }",
            $"using StaticNet; namespace A {{ partial class Outer {{ {Net} partial class Net; }} }}",
            "namespace A; partial class Outer { partial class Net { int _second; } }"));
    }
}
