namespace StaticNet.Generator.Tests.Use;

public sealed class IgnoredResultTests
{
    [Theory]
    [InlineData("net.ToPredictor();", "net.ToPredictor()")]
    [InlineData("net.Summary();", "net.Summary()")]
    [InlineData("net.Evaluate(data);", "net.Evaluate(data)")]
    [InlineData("net.MeasureStatisticsGap(data);", "net.MeasureStatisticsGap(data)")]
    [InlineData("predictor.Classify(any);", "predictor.Classify(any)")]
    [InlineData("predictor.ClassifyIndex(any);", "predictor.ClassifyIndex(any)")]
    [InlineData("faces.Classify(new Row());", "faces.Classify(new Row())")]
    [InlineData("faces.Classify(any);", "faces.Classify(any)")]
    [InlineData("pixels.ClassifyBytes([1, 2]);", "pixels.ClassifyBytes([1, 2])")]
    [InlineData("data.Split(0.8, 0.1, 0.1, 1);", "data.Split(0.8, 0.1, 0.1, 1)")]
    [InlineData("data.Slice(0, 3);", "data.Slice(0, 3)")]
    [InlineData("data.ToOneHot();", "data.ToOneHot()")]
    [InlineData("Network general = net;\ngeneral.ToPredictor();", "general.ToPredictor()")]
    public Task A_result_that_is_all_there_is_must_be_used(string statements, string marked) => UseCode.Breaks("SN0406", statements, marked);

    [Theory]
    [InlineData("_ = net.Fit(data);")]
    [InlineData("faces.Predict(new Row(), any);\nfaces.Classify(any, new Kind[1]);\npixels.ClassifyBytes([1, 2], new int[1]);")]
    [InlineData("_ = net.ToPredictor();")]
    [InlineData("Net.Predictor made = net.ToPredictor();\nmade.Predict(any, any);")]
    [InlineData("predictor.Predict(any, any);\npredictor.Classify(any, new int[1]);")]
    [InlineData("for (int i = 0; i < 100; i++) { predictor.Classify(any); }")]
    [InlineData("Action act = () => net.ToPredictor();\nact();")]
    [InlineData("Action act = () => { predictor.Classify(any); };\nact();")]
    [InlineData("try { predictor.Classify(any); } catch (ArgumentException) { }")]
    [InlineData("net.Save(\"net\");\nnet.Load(\"net\");\nnet.Reserve(3);")]
    [InlineData("new[] { 1 }.Select(static x => x);\nany.ToString();")]
    public Task Others_may_be_ignored(string statements) => UseCode.BreaksNothing(statements);
}
