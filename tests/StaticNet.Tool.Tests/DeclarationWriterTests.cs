using StaticNet.Importing;
using StaticNet.Tool.Commands;
using StaticNet.Tool.Files;

namespace StaticNet.Tool.Tests;

public sealed class DeclarationWriterTests
{
    [Fact]
    public void Defaults_are_left_out_and_what_follows_them_is_named()
    {
        ForeignNetwork network = Network(
            Layer("Dense", ("units", 4), ("bias", true)),
            Layer("BatchNorm", ("axis", -1), ("momentum", 0.9), ("epsilon", 0.001), ("RunningVariance", "Unbiased"), ("Average", "Exponential")),
            Layer("Gelu", ("form", "Tanh")),
            Layer("Rescale", ("scale", 0.5), ("offset", -1.0)),
            Layer("Softmax"));
        Assert.Equal(
            [
                "Input(2, 3)", "Dense(4)", "BatchNorm(momentum: 0.9, RunningVariance = RunningVariance.Unbiased)", "Gelu(GeluForm.Tanh)", "Rescale(0.5, -1)",
                "Softmax",
            ],
            DeclarationWriter.Attributes(network));
    }

    [Fact]
    public void What_no_attribute_has_is_refused_by_layer()
    {
        Assert.Contains("'layer'", Refusal(Layer("Conv2D")), StringComparison.Ordinal);
        Assert.Contains("no setting dilation", Refusal(Layer("Dense", ("units", 3), ("dilation", 2))), StringComparison.Ordinal);
        Assert.Contains("needs units", Refusal(Layer("Dense")), StringComparison.Ordinal);
        Assert.Contains("cannot have form Quick", Refusal(Layer("Gelu", ("form", "Quick"))), StringComparison.Ordinal);
        Assert.Contains("cannot have rate NaN", Refusal(Layer("Dropout", ("rate", double.NaN))), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => DeclarationWriter.Attributes(new ForeignNetwork("net", [], [Layer("Relu")])));
    }

    [Fact]
    public void Names_cannot_smuggle_code_in()
    {
        ForeignNetwork network = new("a<b>&\n.onnx", [3], [Layer("Relu")]);
        Assert.Throws<ArgumentException>(() => DeclarationWriter.Write(network, "Net { } class Evil"));
        Assert.Throws<ArgumentException>(() => DeclarationWriter.Write(network, "Net", "A; class Evil"));
        string code = DeclarationWriter.Write(network, "Net", "A.B");
        Assert.Contains("namespace A.B;", code, StringComparison.Ordinal);
        Assert.Equal(7, code.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public void Differences_of_what_is_not_finite_are_seen()
    {
        NamedTensor Tensor(params float[] values) => new("a", [values.Length], "F32", values);
        TensorDifference Difference(NamedTensor a, NamedTensor b) => Assert.Single(TensorDifference.Of([a], [b], tolerance: 1));
        Assert.True(Difference(Tensor(float.NaN, 1), Tensor(float.NaN, 1)).IsSame);
        Assert.False(Difference(Tensor(float.NaN, 1), Tensor(2, 1)).IsSame);
        Assert.False(Difference(Tensor(1), Tensor(1, 2)).IsSame);
        Assert.Equal("within tolerance", Difference(Tensor(0), Tensor(-0f)).Verdict);
        Assert.Equal("within tolerance", Difference(Tensor(1), Tensor(1.5f)).Verdict);
    }

    private static string Refusal(ForeignLayer layer) =>
        Assert.Throws<InvalidDataException>(() => DeclarationWriter.Attributes(Network(layer))).Message;

    private static ForeignNetwork Network(params ForeignLayer[] layers) => new("net", [2, 3], layers);

    private static ForeignLayer Layer(string kind, params (string Name, object Value)[] settings) =>
        new(kind, "layer", settings.ToDictionary(static setting => setting.Name, static setting => setting.Value), []);
}
