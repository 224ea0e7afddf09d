using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.Generator.Tests.Fixes;

namespace StaticNet.Generator.Tests.Use;

public sealed class LengthTests
{
    [Theory]
    [InlineData("predictor.Predict(new float[7], any);", "new float[7]")]
    [InlineData("predictor.Predict(new[] { 1f, 2f }, any);", "new[] { 1f, 2f }")]
    [InlineData("predictor.Predict([1, 2, 3], any);", "[1, 2, 3]")]
    [InlineData("predictor.Predict(stackalloc float[9], any);", "stackalloc float[9]")]
    [InlineData("predictor.Predict(any, stackalloc float[4]);", "stackalloc float[4]")]
    [InlineData("predictor.Predict(any, new float[4], any);", "new float[4]")]
    [InlineData("predictor.Predict(output: new float[4], input: any);", "new float[4]")]
    [InlineData("net.Forward(any, new float[4]); net.Backward(any);", "new float[4]")]
    [InlineData("net.Forward(any, any); net.Backward(new float[4]);", "new float[4]")]
    [InlineData("net.Forward(any, any); net.Backward(any, new float[9]);", "new float[9]")]
    [InlineData("net.PredictUnfolded(new float[9], any);", "new float[9]")]
    [InlineData("Show(predictor.Classify(new float[16]));", "new float[16]")]
    [InlineData("predictor.Classify(new float[9], new int[1]);", "new float[9]")]
    [InlineData("var output = new float[4];\npredictor.Predict(any, output);", "output")]
    [InlineData("Span<float> output = stackalloc float[Net.OutputSize + 1];\npredictor.Predict(any, output);", "output")]
    [InlineData("Span<float> output = stackalloc float[] { 1, 2 };\npredictor.Predict(any, output);", "output")]
    [InlineData("Span<float> output = [1, 2];\npredictor.Predict(any, output);", "output")]
    [InlineData("const int Size = 5;\nvar output = new float[Size];\npredictor.Predict(any, output.AsSpan());", "output.AsSpan()")]
    [InlineData("var output = new float[3];\npredictor.Predict(any, output.AsSpan(1));", "output.AsSpan(1)")]
    [InlineData("predictor.Predict(any, any.AsSpan(0, 4));", "any.AsSpan(0, 4)")]
    [InlineData("Span<float> whole = any;\npredictor.Predict(any, whole.Slice(3, 4));", "whole.Slice(3, 4)")]
    [InlineData("predictor.Predict(_seven, any);", "_seven")]
    [InlineData("predictor.Predict(new float[2 * Net.InputSize], new float[Net.OutputSize]);", "new float[Net.OutputSize]")]
    [InlineData("predictor.Predict(new float[Net.InputSize], new float[2 * Net.OutputSize]);", "new float[2 * Net.OutputSize]")]
    [InlineData("pixels.PredictBytes(new byte[3], any);", "new byte[3]")]
    [InlineData("Show(pixels.ClassifyBytes(new byte[4]));", "new byte[4]")]
    [InlineData("Show(predictor.ClassifyIndex(new float[16]));", "new float[16]")]
    [InlineData("faces.Predict(new Row(), new float[2 * FaceNet.OutputSize]);", "new float[2 * FaceNet.OutputSize]")]
    [InlineData("faces.Predict(new Row[2], new float[FaceNet.OutputSize]);", "new float[FaceNet.OutputSize]")]
    [InlineData("Action later = () => predictor.Predict(new float[7], any);\nlater();", "new float[7]")]
    public Task A_length_that_cannot_fit_is_found(string statements, string marked) => UseCode.Breaks("SN0401", statements, marked);

    [Theory]
    [InlineData(
        "predictor.Predict(new float[7], any);", "new float[7]", "Predict: the input holds 7 values; Net.InputSize is 8, so it must hold 8 values a sample, or a multiple of it")]
    [InlineData("Show(predictor.Classify([1]));", "[1]", "Classify: the input holds 1 value; Net.InputSize is 8, so it must hold 8 values")]
    [InlineData(
        "predictor.Predict(new float[2 * Net.InputSize], new float[5]);",
        "new float[5]",
        "Predict: the output holds 5 values; Net.OutputSize is 3, so it must hold 6 values for 2 samples")]
    [InlineData("predictor.Predict(_eight[..8], [1]);", "[1]", "Predict: the output holds 1 value; Net.OutputSize is 3, so it must hold 3 values a sample, or a multiple of it")]
    [InlineData(
        "net.Forward(any, any); net.Backward([1]);",
        "[1]",
        "Backward: the output gradient holds 1 value; Net.OutputSize is 3, so it must hold 3 values a sample, or a multiple of it")]
    public Task The_message_says_what_was_found_and_needed(string statements, string marked, string message) =>
        UseCode.Breaks("SN0401", statements, marked, message);

    [Theory]
    [InlineData("predictor.Predict(any, any);")]
    [InlineData("predictor.Predict(new float[Net.InputSize], new float[Net.OutputSize]);")]
    [InlineData("predictor.Predict(new float[4 * Net.InputSize], new float[4 * Net.OutputSize]);")]
    [InlineData("predictor.Predict(new float[0], new float[0]);")]
    [InlineData("predictor.Predict([], []);")]
    [InlineData("pixels.PredictBytes(new byte[2 * PixelNet.InputSize], new float[2 * PixelNet.OutputSize]);")]
    [InlineData("faces.Predict(new Row[2], new float[2 * FaceNet.OutputSize]);\nfaces.Predict(new Row(), new float[FaceNet.OutputSize]);")]
    [InlineData("predictor.Predict([1, 2, 3, 4, 5, 6, 7, 8], any);")]
    [InlineData("predictor.Predict([.. any], any);")]
    [InlineData("predictor.Predict([1, .. any], any);")]
    [InlineData("predictor.Predict(any, stackalloc float[6]);")]
    [InlineData("predictor.Predict(any, stackalloc float[any.Length]);")]
    [InlineData("predictor.Predict(any, new float[any.Length]);")]
    [InlineData("predictor.Predict(any, any, new float[1]);")]
    [InlineData("predictor.Predict(any.AsSpan(7), any.AsSpan(any.Length, 3));")]
    [InlineData("predictor.Predict(_assigned, any); predictor.Predict(_given, any); predictor.Predict(any[1..3], any);")]
    [InlineData("var output = new float[4];\noutput = new float[3];\npredictor.Predict(any, output);")]
    [InlineData("var output = new float[4];\nArray.Resize(ref output, 3);\npredictor.Predict(any, output);")]
    [InlineData("float[] output = new float[4], input;\n(output, input) = (new float[3], any);\npredictor.Predict(any, output);")]
    [InlineData("var output = new float[4];\nAction other = () => output = any;\nother();\npredictor.Predict(any, output);")]
    [InlineData("var output = new float[4];\nref float[] alias = ref output;\nalias = any;\npredictor.Predict(any, output);")]
    [InlineData("float[] output;\nif (any.Length > 3) { output = new float[4]; } else { output = new float[3]; }\npredictor.Predict(any, output);")]
    [InlineData("predictor.Predict(any, any.Length > 3 ? new float[4] : new float[3]);")]
    [InlineData("foreach (float[] output in new[] { new float[4] }) { predictor.Predict(any, output); }")]
    [InlineData("Predictor general = predictor;\ngeneral.Predict(new float[7], any);")]
    [InlineData("Network general = net;\ngeneral.Forward(new float[7], any);\ngeneral.Backward(any);")]
    [InlineData("Show(predictor.Classify(new float[Net.InputSize]));\npredictor.Classify(new float[2 * Net.InputSize], new int[2]);")]
    [InlineData("new Other().Predict(new float[7], any);\n}\nprivate class Other { public void Predict(float[] input, float[] output) { } }\nprivate void More() {")]
    public Task A_length_that_may_fit_is_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Theory]
    [InlineData("predictor.Predict(new float[3], new float[8]);", "new float[3]")]
    [InlineData("predictor.Predict(new float[2 * Net.OutputSize], new float[2 * Net.InputSize]);", "new float[2 * Net.OutputSize]")]
    [InlineData("Span<float> output = stackalloc float[Net.OutputSize];\npredictor.Predict(output, _eight);", "output")]
    public Task Input_and_output_swapped_are_found(string statements, string marked) => UseCode.Breaks("SN0402", statements, marked);

    [Fact]
    public async Task A_network_with_a_mistake_has_no_sizes_to_compare_with()
    {
        NetworkSolution solution = BuiltTools.Solution(
            [UseCode.Around("predictor.Predict(new float[7], any);"), "using StaticNet; [Input(8)] [Dense(0)] public partial class Net;"]);

        Assert.Equal("SN0106", Assert.Single(await solution.Diagnostics()).Id);
    }

    [Theory]
    [InlineData("predictor.Predict(new float[8], any);", "8", "8 is Net.InputSize; written so, it follows the network")]
    [InlineData("Span<float> output = stackalloc float[3];\npredictor.Predict(any, output);\npredictor.Predict(any, output);", "3", null)]
    [InlineData("Span<float> output = stackalloc float[Net.OutputSize];\npredictor.Predict(_eight, output);\npredictor.Predict(_eight, output);", "8", null)]
    public Task A_size_written_as_a_number_is_found_once(string statements, string marked, string? message) =>
        UseCode.Breaks("SN0407", statements, marked, message);

    [Theory]
    [InlineData("const int Size = 8;\npredictor.Predict(new float[Size], any);")]
    [InlineData("var eight = new float[8];\nShow(eight);")]
    [InlineData("predictor.Predict(new float[16], any);")]
    public Task Other_numbers_are_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Theory]
    [InlineData("predictor.Predict(new float[/* pixels */ 7], any); // once", "predictor.Predict(new float[/* pixels */ Net.InputSize], any); // once")]
    [InlineData("Span<float> output = stackalloc float[4];\npredictor.Predict(any, output);", "Span<float> output = stackalloc float[Net.OutputSize];\npredictor.Predict(any, output);")]
    [InlineData(
        "predictor.Predict(new float[2 * Net.InputSize], new float[3 + 1]);", "predictor.Predict(new float[2 * Net.InputSize], new float[2 * Net.OutputSize]);")]
    public Task A_length_is_corrected(string statements, string expected) => Fixes("SN0401", statements, expected);

    [Fact]
    public Task A_number_becomes_the_constant() =>
        Fixes("SN0407", "predictor.Predict(new float[8], any);", "predictor.Predict(new float[Net.InputSize], any);");

    [Fact]
    public Task Input_and_output_are_swapped_back() =>
        Fixes("SN0402", "predictor.Predict( new float[3] , /* in */ new float[8]);", "predictor.Predict( new float[8] , /* in */ new float[3]);");

    [Fact]
    public async Task Listed_elements_are_left_to_the_user() => Assert.Empty(await UseCode.Solution("predictor.Predict([1, 2], any);").Offers("SN0401"));

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_lengths_are_corrected_at_once(FixAllScope scope)
    {
        NetworkSolution solution = UseCode.Solution(
            "var output = new float[4];\npredictor.Predict(new float[7], output);\npredictor.Predict(any, output); Show(predictor.Classify(new float[9]));");

        NetworkSolution repaired = await solution.FixAll("SN0401", scope);

        Assert.Equal(
            UseCode.Around(
                "var output = new float[Net.OutputSize];\npredictor.Predict(new float[Net.InputSize], output);\npredictor.Predict(any, output); "
                + "Show(predictor.Classify(new float[Net.InputSize]));"),
            repaired.Texts[0]);
        Assert.DoesNotContain(await repaired.Diagnostics(), static diagnostic => diagnostic.Id == "SN0401");
    }

    private static async Task Fixes(string rule, string statements, string expected)
    {
        NetworkSolution repaired = await UseCode.Solution(statements).Fix(rule);
        Assert.Equal(UseCode.Around(expected), repaired.Texts[0]);
        Assert.Empty(await repaired.CompilerErrors());
    }
}
