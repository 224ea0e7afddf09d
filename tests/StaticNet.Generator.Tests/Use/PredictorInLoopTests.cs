namespace StaticNet.Generator.Tests.Use;

public sealed class PredictorInLoopTests
{
    [Theory]
    [InlineData("foreach (float x in any) { Console.WriteLine(net.ToPredictor().Classify([x, 0, 0, 0, 0, 0, 0, 0])); }")]
    [InlineData("for (int i = 0; i < data.Count; i++)\n{\n    Net.Predictor made = net.ToPredictor();\n    made.Predict(data.Row(i), any);\n}")]
    [InlineData("int i = 0;\nwhile (i < 3) { Console.WriteLine(net.ToPredictor().Classify(data.Row(i++))); }")]
    [InlineData("int i = 0;\ndo { net.ToPredictor().Predict(data.Row(i++), any); } while (i < 3);")]
    [InlineData("for (int i = 0; i < 3; i++) { _shared.ToPredictor(); net.ToPredictor().Predict(any, any); }", 2)]
    [InlineData("for (int i = 0; net.ToPredictor().Classify(data.Row(i)) == 0; i++) { }")]
    [InlineData("for (int i = 0; i < 3; i++) { Console.WriteLine(net.Evaluate(data).Accuracy + net.ToPredictor().WorkspaceLength); }")]
    [InlineData("foreach (float x in any) { var list = new List<int>(); list.Add(net.ToPredictor().WorkspaceLength + Math.Abs(list.Count)); }")]
    public async Task A_predictor_made_again_for_nothing_is_found(string statements, int times = 1) =>
        Assert.Equal(Enumerable.Repeat("SN0405", times), (await UseCode.Diagnostics(statements)).Select(static diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("for (int i = 0; i < 3; i++) { net.Fit(data); Console.WriteLine(net.ToPredictor().WorkspaceLength); }")]
    [InlineData("for (int i = 0; i < 3; i++) { net.Load(\"net\"); net.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { net.Forward(any, any); net.Backward(any); net.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { var other = new Net((ulong)i); other.ToPredictor().Predict(any, any); }")]
    [InlineData("foreach (Net each in new[] { net }) { each.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { net = new Net(); net.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { Train(); net.ToPredictor().Predict(any, any); }\nvoid Train() => net.Fit(data);")]
    [InlineData("for (int i = 0; i < 3; i++) { Show(i); net.ToPredictor().Predict(any, any); }")]
    [InlineData("Action train = () => net.Fit(data);\nfor (int i = 0; i < 3; i++) { train(); net.ToPredictor().Predict(any, any); }")]
    [InlineData("Action train = () => net.Fit(data);\nfor (int i = 0; i < 3; i++) { Parallel.Invoke(train); net.ToPredictor().Predict(any, any); }")]
    [InlineData("for (int i = 0; i < 3; i++) { foreach (Parameter parameter in new Parameter[0]) { parameter.Change(); } net.ToPredictor().Predict(any, any); }\n}\nprivate class Parameter { public void Change() { } }\nprivate void More() {")]
    [InlineData("net.ToPredictor().Predict(any, any);\nfor (int i = 0; i < 3; i++) { predictor.Predict(any, any); }")]
    [InlineData("foreach (int length in new[] { net.ToPredictor().WorkspaceLength }) { Console.WriteLine(length); }")]
    [InlineData("for (int i = net.ToPredictor().WorkspaceLength; i > 0; i--) { }")]
    [InlineData("var all = new List<Func<Net.Predictor>>();\nfor (int i = 0; i < 3; i++) { all.Add(() => net.ToPredictor()); }")]
    [InlineData("for (int i = 0; i < 3; i++) { net.ToPredictor().Predict(any, any); break; }")]
    [InlineData("while (true) { Net.Predictor made = net.ToPredictor(); made.Predict(any, any); return; }")]
    [InlineData("for (int i = 0; i < 3; i++) { Swap(ref net); net.ToPredictor().Predict(any, any); }\nstatic void Swap(ref Net net) => net = new Net();")]
    public Task A_predictor_of_what_may_have_changed_is_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Fact]
    public async Task A_loop_that_waits_is_left_alone()
    {
        const string Loop = "for (int i = 0; i < 3; i++) { await Task.Delay(1); net.ToPredictor().Predict(any, any); }\nreturn;\n";
        await UseCode.BreaksNothing($"}}\nprivate async Task More(Net net, float[] any) {{\n{Loop}");
    }
}
