using System.Reflection;
using System.Runtime.InteropServices;
using StaticNet.Build;
using StaticNet.Generator.Tests.Networks;
using StaticNet.Generator.Tests.Prediction;
using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>Weights in the assembly give the bits of weights that are loaded: folded by the compiler, or at first use.</summary>
public sealed class PretrainedBitsTests
{
    private const int Rows = 37;

    private const double Far = 1e4;

    /// <summary>Every architecture, and those that subtract centres where they are large.</summary>
    private static readonly (string Name, double Offset)[] _cases =
    [
        .. Architectures.Names.Select(static name => (name, 0.0)),
        .. FoldingTests.CentredNames.Select(static row => (row.Data, Far)),
    ];

    private static readonly (string Name, double Offset)[] _few =
    [
        ("BatchNorm before the activation", 0), ("BatchNorm at the input", Far), ("Standardize", Far), ("Whiten", Far), ("Flatten, then Whiten twice", 0), ("Log and Clip", 0),
        ("LayerNorm, BatchNorm and Dropout", 0), ("Residual twice over", 0), ("MaxAbs of a sparse input", 0),
    ];

    private static readonly Lazy<PretrainedNetworks> _constants = new(static () => new PretrainedNetworks(isConstant: true, _cases));

    private static readonly Lazy<PretrainedNetworks> _resources = new(static () => new PretrainedNetworks(isConstant: false, _few));

    private static readonly Lazy<PretrainedNetworks> _packedConstants = new(static () => new PretrainedNetworks(isConstant: true, _cases, isPacked: true));

    private static readonly Lazy<PretrainedNetworks> _packedResources = new(static () => new PretrainedNetworks(isConstant: false, _cases, isPacked: true));

    public static TheoryData<string, double> Cases => [.. _cases];

    public static TheoryData<string, double> Few => [.. _few];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Constants_have_the_bits_of_what_is_folded_at_run_time(string name, double offset)
    {
        Network saved = _constants.Value.Saved(name, offset);
        bool isSmall = saved.Parameters.Concat(saved.Statistics).Sum(static view => view.Count) <= WeightManifest.LargestConstant;

        Assert.Equal(isSmall, _constants.Value.Code(name, offset).Contains("Constants", StringComparison.Ordinal));
        AssertSame(_constants.Value, name, offset);
    }

    [Theory]
    [MemberData(nameof(Few))]
    public void A_resource_has_the_bits_of_what_is_loaded(string name, double offset)
    {
        Assert.DoesNotContain("Constants", _resources.Value.Code(name, offset), StringComparison.Ordinal);
        AssertSame(_resources.Value, name, offset);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_packed_predictor_has_the_bits_of_the_one_that_was_saved(string name, double offset)
    {
        int floats = Weights(_packedConstants.Value.Saved(name, offset).ToPredictor()).Length;

        Assert.Equal(floats <= WeightManifest.LargestConstant, _packedConstants.Value.Code(name, offset).Contains("Constants", StringComparison.Ordinal));
        Assert.Equal(floats == 0, _packedResources.Value.Code(name, offset).Contains("Constants", StringComparison.Ordinal));
        AssertSame(_packedConstants.Value, name, offset);
        AssertSame(_packedResources.Value, name, offset);
    }

    [Fact]
    public void The_file_says_how_its_weights_are_used()
    {
        Assert.Contains(", used in place, folded and packed at first use.", _resources.Value.Code("Log and Clip"), StringComparison.Ordinal);
        Assert.Contains(
            " floats that are constants here.", _packedConstants.Value.Code("Log and Clip"), StringComparison.Ordinal);
        Assert.Contains(
            " floats that are used where they lie in it.", _packedResources.Value.Code("Log and Clip"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void The_self_test_runs_what_was_saved(bool isConstant, bool isPacked)
    {
        PretrainedNetworks networks = (isConstant, isPacked) switch
        {
            (_, false) => _constants.Value,
            (true, true) => _packedConstants.Value,
            (false, true) => _packedResources.Value,
        };

        SelfTestResult result = networks.Pretrained("BatchNorm before the activation").SelfTest();

        Assert.True(result.Passed, result.ToString());
        Assert.Equal(3, result.Rows);
        Assert.Equal(0, result.LargestError);
        Assert.Throws<InvalidOperationException>(() => _constants.Value.Saved("BatchNorm before the activation").ToPredictor().SelfTest());
    }

    [Fact]
    public void Everyone_gets_the_same_predictor() => Assert.Same(
        _resources.Value.Pretrained("Log and Clip"), _resources.Value.Pretrained("Log and Clip"));

    private static void AssertSame(PretrainedNetworks networks, string name, double offset)
    {
        Network saved = networks.Saved(name, offset);
        StaticNet.Predictor loaded = saved.ToPredictor();
        StaticNet.Predictor pretrained = networks.Pretrained(name, offset);

        Assert.Equal(Bits(Weights(loaded)), Bits(Weights(pretrained)));
        Assert.Equal(loaded.SubtractsInputCenter, pretrained.SubtractsInputCenter);
        float[] input = Architectures.Input(saved, Rows, offset);
        Assert.Equal(Bits(Predict(loaded, input, Rows)), Bits(Predict(pretrained, input, Rows)));
        float[] one = input[..saved.Layout.InputSize];
        Assert.Equal(Bits(Predict(loaded, one, 1)), Bits(Predict(pretrained, one, 1)));
    }

    private static float[] Predict(StaticNet.Predictor predictor, float[] input, int rows)
    {
        var output = new float[rows * predictor.Layout.OutputSize];
        predictor.Predict(input, output);
        return output;
    }

    private static ReadOnlySpan<float> Weights(StaticNet.Predictor predictor) =>
        ((Arena)predictor.GetType().GetField("_weights", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(predictor)!).Span;

    private static uint[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
