using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>What the compiler says of weights that do not fit, where it says it, and that nothing else breaks.</summary>
public sealed class WeightRuleTests
{
    private const string Layers = "using StaticNet; [Input(2), Standardize, Dense(3), BatchNorm, Relu, Dense(2), Softmax] public partial class Net;";
    private const string Weights = "using StaticNet; [Pretrained(\"net.safetensors\")] partial class Net;";
    private const string Use = "class User { static int Digit(float[] x) => Net.Pretrained.ClassifyIndex(x) + Net.OutputSize; static bool Test() => Net.Pretrained.SelfTest().Passed; }";

    private static readonly Lazy<byte[]> _file = new(static () => PretrainedNetworks.Save(CompilerHarness.Create(Layers), "net"));

    private static readonly Lazy<byte[]> _packed = new(static () => PretrainedNetworks.SavePredictor(CompilerHarness.Create(Layers)));

    public static TheoryData<string, string, string, string> Mistakes() => new()
    {
        { "SN0503", "", "Dense(3)|Dense(3, bias: false)", "'net.safetensors' has a tensor 'dense1.bias' of shape [3]; expected none, since Net has no such layer" },
        { "SN0503", "", "Relu|PRelu", "'net.safetensors' lacks the tensor 'prelu1.slope'; expected one of shape [3]" },
        { "SN0503", "dense1.bias\tF32\t3|dense1.bias\tF32\t4", "", "'net.safetensors' has the tensor 'dense1.bias' in another shape; expected [3], found [4]" },
        { "SN0503", "dense1.kernel\tF32\t2,3|dense1.kernel\tF32\t3,2", "", "'net.safetensors' has the tensor 'dense1.kernel' in another shape; expected [2, 3], found [3, 2]" },
        { "SN0503", "dense1.bias\tF32|dense1.bias\tF16", "", "'net.safetensors' has the tensor 'dense1.bias' in another type; expected F32, found F16" },
        { "SN0503", "__selftest__.output\tF32\t3,2|__selftest__.output\tF32\t2,2", "", "'net.safetensors' has a test vector that does not fit; expected '__selftest__.input' and '__selftest__.output' of shapes [rows, 2] and [rows, 2], F32, found [3, 2] F32 and [2, 2] F32" },
        { "SN0504", "bits\t|nonfinite\t5\tNaN\nbits\t", "", "'net.safetensors', tensor 'dense1.kernel': expected finite values, found NaN at 5" },
        { "SN0505", "", "Relu|Tanh", "'net.safetensors' was saved from another architecture; expected that of Net, HASH, found that of Net, HASH. All shapes agree, so activations, the order of layers or constants such as epsilon differ; train and save again" },
        { "SN0505", "", "BatchNorm|BatchNorm(epsilon: 1e-5)", "'net.safetensors' was saved from another architecture; expected that of Net, HASH, found that of Net, HASH. All shapes agree, so activations, the order of layers or constants such as epsilon differ; train and save again" },
        { "SN0505", "metadata\tstaticnet.network|metadata\tstaticnet.classes\tA, B\nmetadata\tstaticnet.network", "public partial class Net;|[Classes<Kind>] public partial class Net; public enum Kind { B, A }", "'net.safetensors' was saved with other classes; expected B, A, found A, B, so its outputs mean something else" },
        { "SN0505", "metadata\tstaticnet.network|metadata\tstaticnet.columns\tWidth, Height\nmetadata\tstaticnet.network", "[Input(2)|public record struct Box(float Height, float Width); [Input<Box>", "'net.safetensors' was saved with other columns; expected Height, Width, found Width, Height, so its inputs mean something else" },
        { "SN0502", "metadata\tstaticnet.version\t1|metadata\tstaticnet.version\t2", "", "'net.safetensors' has format version 2; this version of StaticNet reads version 1" },
        { "SN0502", "metadata\tstaticnet.version\t1\n|", "", "'net.safetensors' was not saved by StaticNet: its metadata have no 'staticnet.version'" },
        { "SN0501", "file\tnet|file\tNet", "", "the project does not list 'net.safetensors'; add <NetworkWeights Include=\"net.safetensors\" /> to an ItemGroup of the project file" },
        { "SN0501", "staticnet-weights\t1|staticnet-weights\t2", "", "the project does not list 'net.safetensors'; add <NetworkWeights Include=\"net.safetensors\" /> to an ItemGroup of the project file" },
    };

    public static TheoryData<string, string, string, string> PackedMistakes() => new()
    {
        { "SN0502", "staticnet.packed\t1|staticnet.packed\t2", "", "'net.safetensors' holds a predictor packed in layout 2; this version of StaticNet has layout 1. Save the predictor again with it" },
        { "SN0502", "staticnet.subtracts-center\tfalse|staticnet.subtracts-center\tno", "", "'net.safetensors' does not say whether means are subtracted: expected 'true' or 'false' as the metadata 'staticnet.subtracts-center', found 'no'" },
        { "SN0503", "__packed__\tF32\t160|__packed__\tF32\t144", "", "'net.safetensors' has the tensor '__packed__' in another shape; expected [160], found [144]" },
        { "SN0503", "__packed__\tF32\t160|__packed__\tF32\t10,16", "", "'net.safetensors' has the tensor '__packed__' in another shape; expected [160], found [10, 16]" },
        { "SN0503", "__packed__\tF32|__packed__\tF16", "", "'net.safetensors' has the tensor '__packed__' in another type; expected F32, found F16" },
        { "SN0503", "tensor\t__packed__|tensors\t__packed__", "", "'net.safetensors' lacks the tensor '__packed__'; expected one of shape [160]" },
        { "SN0503", "tensor\t__self|tensor\tdense1.bias\tF32\t3\t9\ntensor\t__self", "", "'net.safetensors' has a tensor 'dense1.bias' of shape [3]; expected none, since it holds a packed predictor" },
        { "SN0504", "bits\t|nonfinite\t5\t-Infinity\nbits\t", "", "'net.safetensors', tensor '__packed__': expected finite values, found -Infinity at 5" },
        { "SN0505", "", "Relu|Tanh", "'net.safetensors' was saved from another architecture; expected that of Net, HASH, found that of Net, HASH. A predictor is folded and packed for its own layers; save that of a network with these" },
        { "SN0505", "", "Dense(3)|Dense(40)", "'net.safetensors' was saved from another architecture; expected that of Net, HASH, found that of Net, HASH. A predictor is folded and packed for its own layers; save that of a network with these" },
    };

    /// <summary>Changes of the manifest and of the network, each <c>from|to</c>.</summary>
    [Theory]
    [MemberData(nameof(Mistakes))]
    public Task Each_mistake_is_one_error_on_the_attribute(string rule, string manifest, string layers, string message) =>
        AssertOneError(_file.Value, rule, manifest, layers, message);

    [Theory]
    [MemberData(nameof(PackedMistakes))]
    public Task Each_mistake_in_a_packed_predictor_too(string rule, string manifest, string layers, string message) =>
        AssertOneError(_packed.Value, rule, manifest, layers, message);

    [Fact]
    public async Task A_packed_predictor_that_was_cut_short_is_unreadable()
    {
        ImmutableArray<Diagnostic> build = await Build(Layers, WeightText.Of("net.safetensors", _packed.Value[..^4]));

        Diagnostic error = Assert.Single(build, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal("SN0502", error.Id);
        Assert.StartsWith(
            "Pretrained: 'net.safetensors' is no valid safetensors file: tensor '__selftest__.output': expected its data to begin at ",
            error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task AssertOneError(byte[] file, string rule, string manifest, string layers, string message)
    {
        string text = Edited(WeightText.Of("net.safetensors", file).GetText(TestContext.Current.CancellationToken).ToString(), manifest);
        ImmutableArray<Diagnostic> build = await Build(Edited(Layers, layers), new WeightText("net.safetensors", text));

        Diagnostic error = Assert.Single(build, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        Assert.Equal(rule, error.Id);
        Assert.Equal("Pretrained: " + message, WithoutHashes(error.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("Pretrained(\"net.safetensors\")", error.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(error.Location.SourceSpan));
    }

    [Fact]
    public async Task Every_tensor_that_does_not_fit_is_named()
    {
        ImmutableArray<Diagnostic> build = await Build(Layers.Replace("Dense(3)", "Dense(4)", StringComparison.Ordinal), WeightText.Of("net.safetensors", _file.Value));

        Assert.Equal(
            ["batchnorm1.beta", "batchnorm1.gamma", "batchnorm1.moving_mean", "batchnorm1.moving_variance", "dense1.bias", "dense1.kernel", "dense2.kernel"],
            build.Where(static diagnostic => diagnostic.Id == "SN0503")
                .Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Split('\'')[3])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Weights_that_fit_give_nothing()
    {
        Assert.DoesNotContain(await Build(Layers, WeightText.Of("net.safetensors", _file.Value)), IsOfWeights);
        Assert.DoesNotContain(await Build(Layers, WeightText.Of("net.safetensors", _packed.Value)), IsOfWeights);

        static bool IsOfWeights(Diagnostic diagnostic) => diagnostic.Id.StartsWith("SN05", StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_fit_throw_when_they_are_asked_for()
    {
        Type type = CompilerHarness.Load(Layers, Weights).GetType("Net", throwOnError: true)!;

        Exception thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => type.GetProperty("Pretrained")!.GetValue(null)).InnerException!;

        Assert.IsType<InvalidOperationException>(thrown);
        Assert.StartsWith("SN0501: Pretrained: the project does not list 'net.safetensors'", thrown.Message, StringComparison.Ordinal);
        Assert.NotNull(Activator.CreateInstance(type, 0ul));
    }

    [Theory]
    [InlineData("SN0106", "[Pretrained(\"\")] [Input(2), Dense(2)] partial class Net;")]
    [InlineData("SN0106", "[Pretrained(null!)] [Input(2), Dense(2)] partial class Net;")]
    [InlineData("SN0101", "[Pretrained(\"net.safetensors\")] partial class Net;")]
    [InlineData("SN0106", "[Pretrained(\"net.safetensors\")] [Input(2), Dense(0)] partial class Net;")]
    public async Task A_network_that_is_none_has_the_property_still(string rule, string declaration)
    {
        ImmutableArray<Diagnostic> build = await CompilerHarness.Build(CompilerHarness.Run("using StaticNet; " + declaration, Use).Output);

        Assert.Equal(rule, Assert.Single(build, static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Id);
    }

    [Fact]
    public async Task Without_the_attribute_the_names_are_the_users() => Assert.Empty(
        await Robustness.Soundness.Check("using StaticNet; [Input(2), Dense(2)] public partial class Net { public static int Pretrained => 1; public class PretrainedWeights { } }"));

    /// <summary>A file that another program, or nothing, has written into the resource after the compiler looked.</summary>
    [Fact]
    public void Another_file_in_the_assembly_is_refused()
    {
        byte[] other = [.. _file.Value];
        other[20] ^= 1;
        AdditionalText text = WeightText.Of("net.safetensors", _file.Value).WithoutBits();
        GeneratorResult result = CompilerHarness.Run(CompilerHarness.Compilation(Layers, Weights), text);

        Assert.StartsWith("Networks holds another 'net.safetensors' than it was compiled for: ", Thrown(other), StringComparison.Ordinal);
        Assert.Equal("Networks does not hold 'net.safetensors', as the resource 'StaticNet.Weights/net.safetensors', that it was compiled for.", Thrown(null));

        string Thrown(byte[]? resource)
        {
            Type type = CompilerHarness.Load(
                result, resource is null ? [] : [new ResourceDescription("StaticNet.Weights/net.safetensors", () => new MemoryStream(resource), isPublic: true)])
                .GetType("Net", throwOnError: true)!;
            var outer = Assert.Throws<System.Reflection.TargetInvocationException>(() => type.GetProperty("Pretrained")!.GetValue(null));
            return Assert.IsType<InvalidOperationException>(outer.InnerException).Message;
        }
    }

    /// <summary>New weights print one file, and a new list of files that a network does not name prints none.</summary>
    [Fact]
    public void What_changes_in_the_weights_prints_the_pretrained_file_alone()
    {
        CSharpCompilation compilation = CompilerHarness.Compilation(Layers, Weights);
        WeightText first = WeightText.Of("net.safetensors", _file.Value);
        GeneratorDriver driver = CompilerHarness.Driver().AddAdditionalTexts([first]).RunGenerators(compilation, TestContext.Current.CancellationToken);

        GeneratorRunResult touched = Run(driver.ReplaceAdditionalText(first, WeightText.Of("net.safetensors", _file.Value)));
        GeneratorRunResult changed = Run(driver.ReplaceAdditionalText(first, WeightText.Of("net.safetensors", Changed(_file.Value))));

        Assert.All(Outputs(touched), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(1, Outputs(changed).Count(static reason => reason == IncrementalStepRunReason.Modified));
        Caching.AssertHoldsNothingOfTheCompilers(changed);

        GeneratorRunResult Run(GeneratorDriver edited) => edited.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().Results.Single();

        static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
            result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(static step => step.Outputs).Select(static output => output.Reason);
    }

    /// <summary>The same file with another first value, right behind the header.</summary>
    private static byte[] Changed(byte[] file)
    {
        byte[] changed = [.. file];
        changed[8 + BitConverter.ToInt32(file)] ^= 1;
        return changed;
    }

    private static Task<ImmutableArray<Diagnostic>> Build(string layers, AdditionalText text) =>
        CompilerHarness.Build(CompilerHarness.Run(CompilerHarness.Compilation(layers, Weights, Use), text).Output, text);

    private static string Edited(string text, string edit)
    {
        if (edit.Length == 0)
        {
            return text;
        }

        string[] parts = edit.Split('|');
        Assert.Contains(parts[0], text, StringComparison.Ordinal);
        int place = text.IndexOf(parts[0], StringComparison.Ordinal);
        return text[..place] + parts[1] + text[(place + parts[0].Length)..];
    }

    private static string WithoutHashes(string message) =>
        System.Text.RegularExpressions.Regex.Replace(message, "\\b[0-9a-f]{16}\\b", "HASH");
}
