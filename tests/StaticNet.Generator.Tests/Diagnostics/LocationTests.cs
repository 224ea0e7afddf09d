using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>Where errors point: at exactly what is marked by brackets here, each once.</summary>
public sealed class LocationTests
{
    private const string Start = "⟦";
    private const string End = "⟧";

    public static TheoryData<string, string> Marked() => new()
    {
        { "SN0101", "[Dense(3)] [Relu] partial class ⟦Net⟧;" },
        { "SN0101", "[Dense(3)] partial class ⟦Net⟧; partial class Net { }" },
        { "SN0101", "[Loss(LossKind.Huber)] partial class ⟦Net⟧;" },
        { "SN0101", "[Network(Reproducible = true)] partial class ⟦Net⟧;" },
        { "SN0102", "[Input(4)] [Dense(3)] class ⟦Net⟧;" },
        { "SN0102", "class Outer { [Input(4)] [Dense(3)] partial class ⟦Net⟧; }" },
        { "SN0103", "[Input(4)] [Dense(3)] abstract partial class ⟦Net⟧;" },
        { "SN0103", "[Input(4)] [Dense(3)] partial record ⟦Net⟧;" },
        { "SN0104", "[⟦Dense(3)⟧] [Input(4)] partial class Net;" },
        { "SN0104", "[Input(4), Dense(3), ⟦Input(4)⟧] partial class Net;" },
        { "SN0105", "[Input(4)] partial class Net; [⟦Dense(3)⟧, Relu] partial class Net;" },
        { "SN0105", "partial class Net; [Input(4)] [Dense(3)] partial class Net; [Loss(LossKind.Huber)] [⟦Dense(3)⟧] partial class Net { }" },
        { "SN0106", "[Input(4)] [Dense(3), ⟦Dense(units: 0, bias: false)⟧, Relu] partial class Net;" },
        { "SN0106", "[⟦Input(4, 0)⟧] [Dense(3)] partial class Net;" },
        { "SN0106", "[⟦Input⟧] [Dense(3)] partial class Net;" },
        { "SN0106", "[Input(4)] [Dense(3)] [type: ⟦StaticNet.DropoutAttribute(rate: 1)⟧] partial class Net;" },
        { "SN0106", "[Input(4)] [⟦Dropout(2)⟧] [⟦LeakyRelu(-1)⟧] [Dense(3)] partial class Net;" },
        { "SN0106", "[Input(4)] [Dense(3)] partial class Net; [⟦Loss(LossKind.Huber, Delta = -1)⟧] partial class Net;" },
        { "SN0107", "[Input(4)] [Dense(3, Name = \"a\")] [⟦Dense(3, Name = \"a\")⟧] [⟦Relu(Name = \"a\")⟧] partial class Net;" },
        { "SN0108", "[Input(4)] partial class ⟦Net⟧;" },
        { "SN0109", "[Input(4)] [⟦Dense(3, KernelMin = 1)⟧] partial class Net;" },
        { "SN0109", "[⟦Loss(LossKind.MeanSquaredError, Delta = 2)⟧] partial class Net; [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0110", "[Input(4)] [Dense(3)] partial class Net { float ⟦Activation⟧(int x) => x; float Activation(float x) => x; int Fine; }" },
        { "SN0110", "[Input(4)] [Dense(3)] partial class Net { Net(int x) : this(1ul) { } ⟦Net⟧(ulong x) { } }" },
        { "SN0110", "[Input(4)] [Dense(3)] partial class ⟦Predictor⟧;" },
        { "SN0110", "[Pretrained(\"a\")] [Input(4)] [Dense(3)] partial class Net { const int ⟦PretrainedWeights⟧ = 1; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; struct Row { float A; double B; string C; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; record struct Row(float A, float? B);" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; struct Row { const float A = 1; static float B; float C => 1; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net { struct Row { float A; } }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; file struct Row { float A; }" },
        { "SN0111", "[⟦Input<Row<int>>⟧] [Dense(3)] partial class Net; struct Row<T> { float A; }" },
        { "SN0111", "[⟦Input<(float A, float B)>⟧] [Dense(3)] partial class Net;" },
        { "SN0111", "[⟦Input<float>⟧] [Dense(3)] partial class Net;" },
        { "SN0111", "[⟦Input<Kind>⟧] [Dense(3)] partial class Net; enum Kind { A }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)] struct Row { float A; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 8)] struct Row { float A; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; [System.Runtime.CompilerServices.InlineArray(4)] struct Row { float A; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; partial struct Row { float A; } partial struct Row { float B; }" },
        { "SN0111", "[⟦Input<Row>⟧] [Dense(3)] partial class Net; struct Row(float a) { float A = a; }" },
        { "SN0104", "[Input<Row>, Dense(3), ⟦Input(1)⟧] partial class Net; record struct Row(float A);" },
        { "SN0201", "[Input<Row>] [⟦BatchNorm(axis: 2)⟧] [Dense(3)] partial class Net; record struct Row(float A, float B);" },
        { "SN0201", "[Input(4)] [⟦BatchNorm(axis: 0)⟧] [Dense(3)] partial class Net;" },
        { "SN0201", "[Input(4)] [Dense(6), ⟦GroupNorm(4)⟧, Dense(3)] partial class Net;" },
        { "SN0201", "[Input(4)] [Dense(1), ⟦LayerNorm⟧, Dense(3)] partial class Net;" },
        { "SN0202", "[Input(4)] [Dense(int.MaxValue)] partial class ⟦Net⟧;" },
        { "SN0203", "[Input(4)] [⟦Softmax⟧, Dense(3)] partial class Net;" },
        { "SN0204", "[Input(4)] [Dense(3), Sigmoid] partial class Net; [⟦Loss(LossKind.CrossEntropy)⟧] partial class Net;" },
        { "SN0205", "[Input(4)] [Dense(3)] [⟦Standardize⟧] partial class Net;" },
        { "SN0206", "[Input(4)] [Dense(1), ⟦Softmax⟧] partial class Net;" },
        { "SN0207", "[Input(4, 2)] [⟦Dense(3)⟧, Relu, Dense(3)] partial class Net;" },
        { "SN0109", "[⟦Budget⟧] [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0106", "[⟦Budget(MaxBytes = -1)⟧] [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0208", "[Input(4)] [Dense(3)] partial class Net; [⟦Classes<Kind>⟧] partial class Net; enum Kind { A, B }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Kind>⟧] partial class Net; enum Kind { A, B, C = 3 }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Kind>⟧] partial class Net; enum Kind { A, B, C = A }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Kind>⟧] partial class Net; enum Kind : ulong { A, B, C = ulong.MaxValue }" },
        { "SN0208", "[Input(4)] [Dense(1), Sigmoid] [⟦Classes<Kind>⟧] partial class Net; enum Kind { A }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Kind>⟧] partial class Net { enum Kind { A, B, C } }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Kind>⟧] partial class Net; file enum Kind { A, B, C }" },
        { "SN0208", "[Input(4)] [Dense(3)] [⟦Classes<Outer<int>.Kind>⟧] partial class Net; class Outer<T> { public enum Kind { A, B, C } }" },
        { "SN0209", "[⟦Budget(MaxParameters = 14)⟧] partial class Net; [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0209", "[⟦Budget(MaxBytes = 319)⟧] partial class Net; [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0210", "[Input(4, Sparse = true)] [⟦Standardize⟧, Dense(3)] partial class Net;" },
        { "SN0210", "[Input(4, Sparse = true), Rescale(2), Dropout(0.5)] [⟦Relu⟧, Dense(3)] partial class Net;" },
        { "SN0210", "[⟦Input(4, Sparse = true)⟧] [Flatten] partial class Net;" },
        { "SN0210", "[Input(4, Sparse = true), Dropout(0.5), Dense(4), ⟦Add(\"input\")⟧] partial class Net;" },
        { "SN0210", "[Input(4, Sparse = true), Dropout(0.5), ⟦Dense(4, From = \"input\")⟧, Add(\"dropout1\")] partial class Net;" },
        { "SN0106", "[Input(4), Dense(4), ⟦Add⟧] partial class Net;" },
        { "SN0106", "[Input(4), Dense(4), ⟦Concat(null!)⟧] partial class Net;" },
        { "SN0106", "[Input(4), Dense(4), ⟦Add(\"dense1\")⟧] partial class Net;" },
        { "SN0106", "[Input(4), Dense(4), ⟦Concat(\"input\", \"input\")⟧] partial class Net;" },
        { "SN0109", "[⟦Input(4, From = \"input\")⟧, Dense(4)] partial class Net;" },
        { "SN0205", "[Input(4), Rescale(2), ⟦Standardize(From = \"input\")⟧, Add(\"rescale1\")] partial class Net;" },
        { "SN0501", "[⟦Pretrained(\"a\")⟧] [Input(4)] [Dense(3)] partial class Net;" },
        { "SN0501", "[Input(4)] [Dense(3)] partial class Net; [⟦Pretrained(\"../b\\\\c\")⟧] partial class Net;" },
        { "SN0211", "[Input(4), ⟦Dense(3, From = \"output\")⟧] partial class Net;" },
        { "SN0211", "[Input(4), ⟦Dense(3, From = \"dense1\")⟧] partial class Net;" },
        { "SN0211", "[Input(4), Dense(4), ⟦Add(\"last\")⟧, Relu(Name = \"last\")] partial class Net;" },
        { "SN0211", "[Input(4), Dense(4), ⟦Concat(\"input\", null!)⟧, Relu, ⟦Add(\"Input\")⟧] partial class Net;" },
        { "SN0212", "[Input(4), ⟦Dense(4)⟧, Dense(3, From = \"input\"), ⟦Relu⟧, Dense(3, From = \"dense2\")] partial class Net;" },
        { "SN0213", "[Input(4), Dense(3), ⟦Add(\"input\")⟧, Dense(0 + 3), Relu] partial class Net;" },
        { "SN0213", "[Input(2, 3), BatchNorm, Relu, Flatten, ⟦Add(\"input\")⟧] partial class Net;" },
        { "SN0213", "[Input(2, 3), Flatten(Name = \"flat\"), BatchNorm, ⟦Concat(\"input\")⟧] partial class Net;" },
        { "SN0301", "[Input(4), Dense(4, Name = \"a\"), Relu, ⟦Dense(4)⟧, BatchNorm, Add(\"a\")] partial class Net;" },
        { "SN0303", "[Input(4), Dense(4), Relu(Name = \"a\"), Dense(4), Relu(Name = \"b\"), Dense(3, From = \"a\"), ⟦Dense(4)⟧, Add(\"b\")] partial class Net;" },
        { "SN0304", "[Input(4), ⟦Dropout(0.1)⟧, Dense(4), Relu(Name = \"a\"), BatchNorm(From = \"dropout1\"), Add(\"a\")] partial class Net;" },
        { "SN0301", "[Input(4)] [⟦Dense(3)⟧, BatchNorm, Relu, Dense(3, false), BatchNorm] partial class Net;" },
        { "SN0301", "[Input(1, 4)] [⟦Dense(3)⟧, Flatten, BatchNorm] partial class Net;" },
        { "SN0301", "[Input(4)] [⟦Dense(3)⟧, BatchNorm(VirtualBatch = 8)] partial class Net;" },
        { "SN0106", "[Input(4)] [⟦BatchNorm(VirtualBatch = 1)⟧, Dense(3)] partial class Net;" },
        { "SN0302", "[Input(4)] [BatchNorm, ⟦BatchNorm⟧, Dense(3)] partial class Net;" },
        { "SN0303", "[Input(4)] [Dense(3), ⟦Dense(3)⟧, ⟦Dense(3)⟧, Relu, Dense(3)] partial class Net;" },
        { "SN0304", "[Input(4)] [⟦Dropout(0.1)⟧, Relu, BatchNorm, Dropout(0.1), Dense(3)] partial class Net;" },
        { "SN0304", "[Input(4)] [⟦GaussianDropout(0.1)⟧, Relu, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0304", "[Input(4)] [⟦GaussianNoise(0.1)⟧, Relu, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0305", "[Input(4)] [⟦Dropout(0)⟧, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0305", "[Input(4)] [⟦AlphaDropout(0)⟧, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0305", "[Input(4)] [⟦GaussianDropout(0)⟧, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0305", "[Input(4)] [⟦GaussianNoise(0)⟧, BatchNorm, Dense(3)] partial class Net;" },
        { "SN0306", "[Input(4)] [Dense(3), Tanh, Dense(3), Sigmoid, Dense(3), ⟦HardSigmoid⟧, Dense(3), Tanh, Dense(3)] partial class Net;" },
        { "SN0307", "[⟦Loss(LossKind.Huber)⟧] partial class Net; [Input(4)] [Dense(3), Softmax] partial class Net;" },
        { "SN0308", "[Input(4)] [⟦BatchNorm(momentum: 1)⟧, Dense(3, false), ⟦BatchNorm(momentum: 0.999)⟧] partial class Net;" },
        { "SN0309", "[Input(4)] [⟦Flatten⟧, ⟦Rescale(1, 0)⟧, Dense(3)] partial class Net;" },
        { "SN0309", "[Input(4)] [⟦Rescale(2)⟧, ⟦MinMax⟧, Standardize, Dense(3)] partial class Net;" },
        { "SN0309", "[Input(4)] [⟦Center⟧, Standardize, Dense(3)] partial class Net;" },
        { "SN0309", "[Input(4)] [⟦Rescale(2)⟧, MaxAbs, Dense(3)] partial class Net;" },
        { "SN0309", "[Input(4)] [⟦Center(Columns = [1])⟧, MinMax(LastColumn = 2), Dense(3)] partial class Net;" },
        { "SN0310", "[Input(4)] [Relu, ⟦PRelu⟧, Dense(3), ⟦Tanh⟧, Softmax] partial class Net;" },
        { "SN0310", "[Input(4)] [Dense(3), PRelu, ⟦Sigmoid⟧] partial class Net;" },
        { "SN0214", "[Input(4)] [Dense(3), Softmax, ⟦TargetStandardize⟧] partial class Net;" },
        { "SN0214", "[⟦TargetStandardize⟧] partial class Net; [Input(4)] [Dense(1), Sigmoid] partial class Net;" },
        { "SN0214", "[Input(4)] [Dense(3), Loss(LossKind.ClippedCrossEntropy), ⟦TargetStandardize⟧] partial class Net;" },
        { "SN0214", "[Input(4)] [Dense(3), ⟦TargetStandardize⟧, Classes<Kind>] partial class Net; public enum Kind { A, B, C }" },
        { "SN0107", "[Input(4)] [Dense(3, Name = \"t\"), ⟦TargetStandardize(Name = \"t\")⟧] partial class Net;" },
        { "SN0106", "[Input(4)] [Dense(3), ⟦TargetStandardize(Name = \"a b\")⟧] partial class Net;" },
        { "SN0311", "[Input(4)] [TargetStandardize, Dense(3), ⟦Relu⟧] partial class Net;" },
        { "SN0311", "[Input(4)] [TargetStandardize, Dense(3), ⟦Tanh⟧] partial class Net;" },
        { "SN0311", "[Input(4)] [TargetStandardize, Dense(3), ⟦Sigmoid⟧, Loss(LossKind.Huber)] partial class Net;" },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public async Task An_error_points_at_its_cause(string rule, string marked)
    {
        (string source, TextSpan[] expected) = Unmark("using StaticNet;\n" + marked);

        ImmutableArray<Diagnostic> reported = await CompilerHarness.Analyze(CompilerHarness.Run(source).Output);

        Assert.NotEmpty(reported);
        Assert.All(reported, diagnostic => Assert.Equal(rule, diagnostic.Id));
        Assert.Equal(expected, reported.Select(static diagnostic => diagnostic.Location.SourceSpan).OrderBy(static span => span.Start));
    }

    /// <summary>A mistake does not hide others, nor bring any with it.</summary>
    [Theory]
    [InlineData("SN0106 SN0106", "[Input(4)] [⟦Dense(0)⟧, Relu] [⟦Dropout(2)⟧] [Dense(1), Softmax] partial class Net;")]
    [InlineData("SN0104 SN0106", "[⟦Dense(3)⟧, Relu] [Input(4)] [⟦Dropout(2)⟧] partial class Net;")]
    [InlineData("SN0104 SN0204", "[Input(4)] [⟦Input(4)⟧] [Dense(1)] [⟦Loss(LossKind.CrossEntropy)⟧] partial class Net;")]
    [InlineData("SN0201 SN0107", "[Input(4)] [⟦BatchNorm(axis: 2, Name = \"a\")⟧, ⟦Dense(3, Name = \"a\")⟧] partial class Net;")]
    [InlineData("SN0211 SN0106", "[Input(4)] [⟦Dense(3, From = \"b\")⟧, Relu] [Dense(1, Name = \"b\"), ⟦Dropout(2)⟧] partial class Net;")]
    [InlineData("SN0212 SN0213", "[Input(4)] [⟦Dense(3)⟧] [Dense(5, From = \"input\"), Relu, ⟦Add(\"input\")⟧, Dense(1), Sigmoid] partial class Net;")]
    [InlineData("SN0205 SN0206", "[Input(4)] [Dense(1), ⟦MinMax⟧, ⟦Softmax⟧] partial class Net;")]
    public async Task Several_mistakes_are_marked_at_once(string rules, string marked)
    {
        (string source, TextSpan[] expected) = Unmark("using StaticNet;\n" + marked);

        Diagnostic[] reported =
        [
            .. (await CompilerHarness.Analyze(CompilerHarness.Run(source).Output))
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start),
        ];

        Assert.Equal(rules.Split(' '), reported.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(expected, reported.Select(static diagnostic => diagnostic.Location.SourceSpan));
    }

    /// <summary>Rules of use mark calls, in <see cref="Use.UseCode.Breaks"/>; those of files' contents are in <see cref="Pretrained.WeightRuleTests"/>.</summary>
    [Fact]
    public void Every_rule_of_declarations_is_marked_somewhere_here() => Assert.Equal(
        Generator.Diagnostics.Rules.All.Keys.Except(Generator.Diagnostics.UseRules.All.Select(static rule => rule.Id))
            .Except(["SN0502", "SN0503", "SN0504", "SN0505"])
            .Order(StringComparer.Ordinal),
        Marked().Select(static row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Networks that come close to a rule and keep it.</summary>
    [Theory]
    [InlineData("[Input(4, 2)] [Flatten, Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), BatchNorm(FrozenStatistics = true)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), BatchNorm(Trainable = false)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), BatchNorm(Renormalize = true)] partial class Net;")]
    [InlineData("[Input(4)] [BatchNorm(momentum: 1, Trainable = false), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Relu, BatchNorm] partial class Net;")]
    [InlineData("[Input(4, 2)] [BatchNorm, BatchNorm(axis: 1)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Relu, Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3, Name = \"a\"), Relu, Dense(3), Add(\"a\"), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3, Name = \"a\"), Dense(3), Add(\"a\")] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3, Name = \"a\"), BatchNorm, Add(\"a\")] partial class Net;")]
    [InlineData("[Input(4)] [Dense(4), Relu(Name = \"a\"), Tanh, Concat(\"a\", \"input\")] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Relu(From = \"dense1\"), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Tanh(Name = \"a\"), Dense(3), Tanh, Dense(3), Add(\"a\"), Tanh, Dense(3)] partial class Net;")]
    [InlineData("[Input(4, 3)] [BatchNorm, Relu(Name = \"a\"), Dropout(0.1), Concat(\"a\", \"input\"), Flatten] partial class Net;")]
    [InlineData("[Input(4)] [Dropout(0.1), Dense(3, false), BatchNorm] partial class Net;")]
    [InlineData("[Input(4)] [BatchNorm, Relu, Dropout(0.1), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [AlphaDropout(0.1), BatchNorm, Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Tanh, Dense(3), Tanh, Dense(3), Tanh] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Tanh, Dense(3, false), BatchNorm, Tanh, Dense(3), Tanh, Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Softmax] [Loss(LossKind.CrossEntropy, LabelSmoothing = 0.1)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Softmax] [Loss(LossKind.ClippedCrossEntropy, LabelSmoothing = 0.1)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Sigmoid] [Loss(LossKind.MeanSquaredError)] partial class Net;")]
    [InlineData("[Input(4)] [BatchNorm(momentum: 0.998), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [BatchNorm(momentum: 1, FrozenStatistics = true), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [BatchNorm(momentum: 1, Average = MovingAverage.Cumulative), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Standardize, Rescale(2), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Standardize, Center, MaxAbs, Whiten(Whitening.Zca), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Rescale(2, 1), MaxAbs, Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Standardize, Whiten, Standardize(FirstColumn = 1), MinMax(LastColumn = 2), Dense(3)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), Rescale(2), Relu, Rescale(2), Tanh, Dropout(0.1), Softmax] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3), LeakyRelu, Softmax] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Budget(MaxParameters = 15, MaxBytes = 1_000_000)] partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Classes<Kind>] partial class Net { internal enum Kind : byte { C = 2, A = 0, B = 1 } }")]
    [InlineData("[Input(4)] [Dense(1), Sigmoid] [Classes<Kind>] partial class Net; enum Kind { No, Yes }")]
    [InlineData("[Input<Row>] [Dense(3)] partial class Net; record struct Row(float A, float B);")]
    [InlineData("[Input<Row>] [Dense(3)] partial class Net { internal readonly record struct Row(float A) { public float B { get; init; } public float C => A + B; } }")]
    [InlineData("[Input<Row>] [Dense(3)] partial class Net; partial struct Row { public float A, B; static string Name; } partial struct Row { float Sum() => A + B; }")]
    [InlineData("[Input<System.Numerics.Vector3>] [Dense(3)] partial class Net;")]
    [InlineData("[Input(4, Bytes = true)] [Rescale(1 / 255.0), Dense(3)] partial class Net;")]
    public async Task A_network_that_keeps_the_rules_is_not_marked(string declaration) =>
        Assert.Empty(await CompilerHarness.Analyze(CompilerHarness.Run("using StaticNet;\n" + declaration).Output));

    [Theory]
    [InlineData("CS0182", "[Input(4)] [Dense(Size)] partial class Net { static readonly int Size = 3; }")]
    [InlineData("CS1503", "[Input(4)] [Dense(\"3\")] partial class Net;")]
    [InlineData("CS0246", "[Input(4)] [Dnse(3)] partial class Net;")]
    [InlineData("CS0122", "class MineAttribute : LayerAttribute; [Input(4)] [Dense(3)] partial class Net;")]
    [InlineData("CS0453", "[Input(4)] [Dense(3)] [Classes<string>] partial class Net;")]
    [InlineData("CS0315", "[Input(4)] [Dense(3)] [Classes<int>] partial class Net;")]
    [InlineData("CS0453", "[Input<string>] [Dense(3)] partial class Net;")]
    [InlineData("CS0579", "[Input(4)] [Dense(3)] [Loss(LossKind.Huber)] [Loss(LossKind.Huber)] partial class Net;")]
    public async Task What_the_language_forbids_is_the_compilers_error_alone(string error, string declaration)
    {
        ImmutableArray<Diagnostic> build = await CompilerHarness.Build(CompilerHarness.Run("using StaticNet;\n" + declaration).Output);

        Assert.Contains(build, diagnostic => diagnostic.Id == error);
        Assert.DoesNotContain(build, static diagnostic => diagnostic.Id.StartsWith("SN", StringComparison.Ordinal));
        Assert.Contains(error, File.ReadAllText(RepositoryFolder.Path("docs", "diagnostics", "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagnostic_carries_what_its_fix_needs()
    {
        Diagnostic bias = Assert.Single(await CompilerHarness.Analyze(
            CompilerHarness.Run("using StaticNet; namespace A; [Input(4), Dense(3), BatchNorm] partial class Net;").Output));
        Diagnostic range = Assert.Single(await CompilerHarness.Analyze(
            CompilerHarness.Run("using StaticNet; namespace A; [Input(4), Dense(3), Dropout(2)] partial class Net;").Output));

        Assert.Equal([("Layer", "1"), ("Network", "A.Net")], Properties(bias));
        Assert.Equal([("Argument", "rate"), ("Layer", "2"), ("Network", "A.Net")], Properties(range));

        static IEnumerable<(string, string?)> Properties(Diagnostic diagnostic) =>
            diagnostic.Properties.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => (pair.Key, pair.Value));
    }

    [Fact]
    public async Task An_error_is_found_in_the_file_of_its_attribute()
    {
        string[] files = ["partial class Net { }", "using StaticNet; [Input(4)] [Dense(0)] partial class Net { }", "partial class Net { }"];

        Diagnostic error = Assert.Single(await CompilerHarness.Analyze(CompilerHarness.Run(files).Output));

        Assert.Equal("File1.cs", error.Location.SourceTree?.FilePath);
        Assert.Equal("Dense(0)", files[1].Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("#pragma warning disable SN0106\n[Input(4)]\n[Dense(0)]\n#pragma warning restore SN0106\npartial class Net;")]
    [InlineData("[Input(4)]\n#pragma warning disable SN0106\n[Dense(0)]\n#pragma warning restore SN0106\npartial class Net;")]
    [InlineData("[Input(4)]\n[Dense(0)]\n[System.Diagnostics.CodeAnalysis.SuppressMessage(\"StaticNet.Declaration\", \"SN0106\")]\npartial class Net;")]
    public async Task An_error_can_be_suppressed_like_any_other(string source) =>
        Assert.Empty(await CompilerHarness.Analyze(CompilerHarness.Run("using StaticNet;\n" + source).Output));

    [Fact]
    public async Task Errors_outside_of_a_pragma_stay()
    {
        const string Source =
            "using StaticNet;\n[Input(4)]\n#pragma warning disable SN0106\n[Dropout(2)]\n#pragma warning restore SN0106\n[Elu(0)]\npartial class Net;";

        Diagnostic error = Assert.Single(await CompilerHarness.Analyze(CompilerHarness.Run(Source).Output));

        Assert.Equal(5, error.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static (string Source, TextSpan[] Spans) Unmark(string marked)
    {
        var spans = new List<TextSpan>();
        for (int start = marked.IndexOf(Start, StringComparison.Ordinal); start >= 0; start = marked.IndexOf(Start, StringComparison.Ordinal))
        {
            marked = marked.Remove(start, 1);
            int end = marked.IndexOf(End, StringComparison.Ordinal);
            marked = marked.Remove(end, 1);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        return (marked, [.. spans]);
    }
}
