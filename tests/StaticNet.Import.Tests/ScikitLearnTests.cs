using System.Text;
using System.Text.Json;
using StaticNet.Importing.ScikitLearn;

namespace StaticNet.Importing.Tests;

/// <summary>Models that scikit-learn fitted and <c>Models/write.py</c> wrote: the same predictions, the same declaration, and clear refusals.</summary>
public sealed class ScikitLearnTests
{
    private const string Perceptron =
        """{"class": "MLPRegressor", "coefs_": [[[1, 2]], [[3], [4]]], "intercepts_": [[5, 6], [7]], "activation": "tanh", "out_activation_": "identity"}""";

    [Fact]
    public void A_classifier_of_scaled_columns_predicts_the_same() => Compare(new ScaledClassesNet(), "classes");

    [Fact]
    public void Two_classes_have_one_probability() => Compare(new ScaledTwoClassesNet(), "two-classes");

    [Fact]
    public void A_regression_behind_two_scalers_predicts_the_same() => Compare(new ScaledRegressionNet(), "regression");

    [Fact]
    public void Standardised_targets_come_back_to_their_units() => Compare(new ScaledTargetsNet(), "targets");

    [Theory]
    [InlineData("classes", "Input(3), Standardize, Dense(4), Relu, Dense(3), Softmax")]
    [InlineData("two-classes", "Input(3), MinMax(-1, 2), Dense(4), Tanh, Dense(1), Sigmoid")]
    [InlineData("regression", "Input(3), RobustScale, MaxAbs, Dense(4), Sigmoid, Dense(2)")]
    [InlineData("targets", "Input(3), Standardize(center: false), Dense(4), Dense(2), TargetStandardize")]
    public void A_declaration_is_written(string model, string expected) =>
        Assert.Equal(expected, string.Join(", ", DeclarationWriter.Attributes(Import.Read(File(model)))));

    [Fact]
    public void A_centre_far_from_zero_loses_nothing()
    {
        ForeignNetwork network = Parse("""{"class": "StandardScaler", "mean_": [16777217.25], "scale_": [0.5], "with_mean": true, "with_std": true}""");
        ForeignLayer scaler = Assert.Single(network.Layers);
        Assert.Equal([16777218f], scaler.Tensors[0].Values);
        Assert.Equal([-0.75f], scaler.Tensors[1].Values);
        Assert.Equal([2f], scaler.Tensors[2].Values);
    }

    [Theory]
    [InlineData("{\"coefs_\": []}", "expected the model's class under 'class', found none")]
    [InlineData("{\"class\": \"RandomForestClassifier\"}", "RandomForestClassifier 'model': StaticNet has no layer for it; known are Pipeline, ")]
    [InlineData("{\"class\": \"MLPClassifier\", \"hidden_layer_sizes\": [5]}", "there are no coefs_: fit it first")]
    [InlineData("{\"class\": \"MinMaxScaler\", \"scale_\": [1], \"min_\": [0], \"clip\": true}", "expected clip=False")]
    [InlineData("{\"class\": \"StandardScaler\", \"mean_\": [1, 2], \"scale_\": [1]}", "as many values of each kind as there are columns, found 2 and 1")]
    [InlineData("{\"class\": \"StandardScaler\", \"mean_\": [\"a\"], \"scale_\": [1]}", "expected numbers as mean_, found [\"a\"]")]
    [InlineData("{\"class\": \"Pipeline\", \"steps\": [[\"a\", \"passthrough\"]]}", "there is nothing in it that does anything")]
    [InlineData("{\"class\": \"Pipeline\", \"steps\": [[1, 2]]}", "expected pairs of a name and an object as steps")]
    [InlineData(
        "{\"class\": \"Pipeline\", \"steps\": [[\"s\", {\"class\": \"MaxAbsScaler\", \"scale_\": [1, 1]}], [\"n\", NET]]}",
        "it takes 1 columns, but what stands before it gives 2")]
    [InlineData(
        "{\"class\": \"TransformedTargetRegressor\", \"regressor_\": NET, \"transformer_\": {\"class\": \"MinMaxScaler\"}}",
        "expected a StandardScaler of the targets, found 'MinMaxScaler'")]
    [InlineData(
        "{\"class\": \"MLPRegressor\", \"coefs_\": [[[1, 2], [3]]], \"intercepts_\": [[1, 2]], \"out_activation_\": \"identity\"}",
        "expected arrays whose rows are equally long as coefs_")]
    [InlineData(
        "{\"class\": \"MLPRegressor\", \"coefs_\": [[[1, 2]]], \"intercepts_\": [[1]], \"out_activation_\": \"identity\"}",
        "found [1, 2] and [1] as those of layer 0")]
    [InlineData(
        "{\"class\": \"MLPRegressor\", \"coefs_\": [[[1]]], \"intercepts_\": [[1]], \"out_activation_\": \"swish\"}",
        "StaticNet has no activation 'swish'")]
    [InlineData("{\"class\": \"StandardScaler\", \"mean_\": [NaN]", "is not the JSON expected")]
    public void What_does_not_fit_is_one_clear_error(string json, string message) => Assert.Contains(
        message,
        Assert.Throws<InvalidDataException>(() => Parse(json.Replace("NET", Perceptron, StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        byte[] bytes = [.. """{"class": "Pipeline", "steps": [["pass"""u8, 0xF8, .. """through", "passthrough"]]}"""u8];
        var exception = Assert.Throws<InvalidDataException>(() => Import.Parse(bytes, "model.json"));
        Assert.Contains("bytes that are not UTF-8", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_finite_fill_no_network()
    {
        var network = new ScaledTwoClassesNet();
        string json = System.IO.File.ReadAllText(File("two-classes")).Replace("\"intercepts_\": [[", "\"intercepts_\": [[1e99, ", StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Import.Into(network, Parse(json)));
        string scale = System.IO.File.ReadAllText(File("two-classes")).Replace("\"scale_\": [", "\"scale_\": [0, ", StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Import.Into(network, Parse(scale)));
    }

    /// <summary>One of the models.</summary>
    public static string File(string model) => Path.Combine(AppContext.BaseDirectory, "Models", model + ".json");

    private static ForeignNetwork Parse(string json) => ScikitLearnFile.Parse(Encoding.UTF8.GetBytes(json), "memory");

    private static void Compare(Network network, string model)
    {
        using JsonDocument samples = JsonDocument.Parse(System.IO.File.ReadAllText(File(model + ".outputs")));
        float[] Numbers(string name) => [.. samples.RootElement.GetProperty(name).EnumerateArray().Select(static number => number.GetSingle())];
        float[] expected = Numbers("outputs");
        var output = new float[expected.Length];

        Import.Into(network, Import.Read(File(model)));
        network.ToPredictor().Predict(Numbers("rows"), output);

        double limit = 2e-6 * expected.Max(Math.Abs);
        Assert.All(expected.Zip(output), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, limit));
    }
}
