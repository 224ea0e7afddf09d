namespace StaticNet.Generator.Tests.Use;

public sealed class TrainingUseTests
{
    [Theory]
    [InlineData("net.Fit(data, new FitOptions { BatchSize = 1 });", "1")]
    [InlineData("net.Fit(data, new() { Epochs = 3, BatchSize = 2 - 1 });", "2 - 1")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\nnet.Fit(options: options, data: data);", "1")]
    [InlineData("net.Forward(new float[Net.InputSize], any);\nnet.Backward(any);", "new float[Net.InputSize]")]
    public Task A_batch_of_one_is_found(string statements, string marked) => UseCode.Breaks("SN0403", statements, marked);

    [Theory]
    [InlineData("net.Fit(data, new FitOptions { BatchSize = 2 });")]
    [InlineData("net.Fit(data);")]
    [InlineData("net.Fit(data, new FitOptions { Epochs = 1 });")]
    [InlineData("net.Fit(data, new FitOptions { BatchSize = any.Length });")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\noptions = new FitOptions();\nnet.Fit(data, options);")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\nShow(options);\nnet.Fit(data);")]
    [InlineData("Network general = net;\ngeneral.Fit(data, new FitOptions { BatchSize = 1 });")]
    [InlineData("Show(net.Evaluate(data, batchSize: 1));")]
    [InlineData("net.Forward(new float[2 * Net.InputSize], any);\nnet.Backward(any);")]
    [InlineData("net.PredictUnfolded(new float[Net.InputSize], any);")]
    public Task Other_batches_are_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Fact]
    public Task A_frozen_BatchNorm_takes_a_batch_of_one() => UseCode.BreaksNothing("net.Fit(data, new FitOptions { BatchSize = 1 });", frozen: true);

    [Theory]
    [InlineData("net.Forward(any, any);", "net.Forward(any, any)")]
    [InlineData("_shared.Forward(any, any);", "_shared.Forward(any, any)")]
    [InlineData("var mine = new Net();\nmine.Forward(any, any);\nmine.Save(\"net\");", "mine.Forward(any, any)")]
    [InlineData("Action later = () => net.Forward(any, any);\nlater();", "net.Forward(any, any)")]
    public Task Forward_without_Backward_is_found(string statements, string marked) => UseCode.Breaks("SN0404", statements, marked);

    [Theory]
    [InlineData("net.Forward(any, any);\nnet.Backward(any);")]
    [InlineData("net.Forward(any, any);\nLearn();\nvoid Learn() => net.Backward(any);")]
    [InlineData("net.Forward(any, any);\nLearn(net);\nstatic void Learn(Network network) { }")]
    [InlineData("net.Forward(any, any);\nNet other = net;\nShow(other.Capacity);")]
    [InlineData("net.Forward(any, any);\nvar pair = (net, 1);\nShow(pair);")]
    [InlineData("_shared.Forward(any, any);\nShow(_shared);")]
    [InlineData("new Net().Forward(any, any);")]
    [InlineData("predictor.Predict(any, any);")]
    public Task Forward_that_may_train_is_left_alone(string statements) => UseCode.BreaksNothing(statements);
}
