using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.Generator.Tests.Use;

namespace StaticNet.Generator.Tests.Fixes;

public sealed class PredictorBeforeLoopFixTests
{
    [Theory]
    [InlineData(
        "for (int i = 0; i < 3; i++)\n{\n    Net.Predictor made = net.ToPredictor();\n    made.Predict(data.Row(i), any);\n}",
        "Net.Predictor made = net.ToPredictor();\nfor (int i = 0; i < 3; i++)\n{\n    made.Predict(data.Row(i), any);\n}")]
    [InlineData(
        "foreach (float x in any)\n{\n    // Why.\n    var made = net.ToPredictor(); // So.\n    Console.WriteLine(made.WorkspaceLength + x);\n}",
        "var made = net.ToPredictor();\nforeach (float x in any)\n{\n    // Why.\n     // So.\n    Console.WriteLine(made.WorkspaceLength + x);\n}")]
    [InlineData(
        "while (any.Length > 3) { net.ToPredictor().Predict(any, any); }",
        "Net.Predictor madePredictor = net.ToPredictor();\nwhile (any.Length > 3) { madePredictor.Predict(any, any); }")]
    [InlineData(
        "for (int i = 0; i < 3; i++)\n{\n    Net.Predictor made = net.ToPredictor();\n    made = predictor;\n}",
        "Net.Predictor madePredictor = net.ToPredictor();\nfor (int i = 0; i < 3; i++)\n{\n    Net.Predictor made = madePredictor;\n    made = predictor;\n}")]
    public async Task It_is_made_before_the_loop(string statements, string expected)
    {
        NetworkSolution repaired = await UseCode.Solution(statements).Fix("SN0405");

        Assert.Equal(UseCode.Around(expected), repaired.Texts[0]);
        Assert.Empty(await repaired.CompilerErrors());
        Assert.DoesNotContain(await repaired.Diagnostics(), static diagnostic => diagnostic.Id == "SN0405");
    }

    [Theory]
    [InlineData("if (any.Length > 3)\n    while (any.Length > 4) { net.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { DataSet each = data; net.ToPredictor(Precision.Int8, each).Predict(any, any); }")]
    public async Task Where_it_cannot_stand_nothing_is_offered(string statements) => Assert.Empty(await UseCode.Solution(statements).Offers("SN0405"));

    [Fact]
    public async Task Many_loops_are_put_right_at_once()
    {
        NetworkSolution solution = UseCode.Solution(
            "for (int i = 0; i < 3; i++)\n{\n    net.ToPredictor().Predict(any, any);\n    net.ToPredictor().Predict(any, any);\n    _shared.ToPredictor().Predict(any, any);\n}\n"
            + "foreach (float x in any) { net.ToPredictor().Predict(any, any); }");

        NetworkSolution repaired = await solution.FixAll("SN0405", FixAllScope.Project);

        Assert.Equal(
            UseCode.Around(
                "Net.Predictor madePredictor = net.ToPredictor();\nNet.Predictor madePredictor2 = _shared.ToPredictor();\nfor (int i = 0; i < 3; i++)\n{\n"
                + "    madePredictor.Predict(any, any);\n    madePredictor.Predict(any, any);\n    madePredictor2.Predict(any, any);\n}\n"
                + "Net.Predictor madePredictor3 = net.ToPredictor();\nforeach (float x in any) { madePredictor3.Predict(any, any); }"),
            repaired.Texts[0]);
        Assert.Empty(await repaired.CompilerErrors());
        Assert.DoesNotContain(await repaired.Diagnostics(), static diagnostic => diagnostic.Id == "SN0405");
    }
}
