namespace StaticNet.Generator.Tests.Use;

public sealed class TrainingUseTests
{
    [Theory]
    [InlineData("Show(net.Fit(data, new FitOptions { BatchSize = 1 }));", "1")]
    [InlineData("Show(net.Fit(data, new() { Epochs = 3, BatchSize = 2 - 1 }));", "2 - 1")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\nShow(net.Fit(options: options, data: data));", "1")]
    [InlineData("net.Forward(new float[Net.InputSize], any);\nnet.Backward(any);", "new float[Net.InputSize]")]
    public Task A_batch_of_one_is_found(string statements, string marked) => UseCode.Breaks("SN0403", statements, marked);

    [Theory]
    [InlineData("Show(net.Fit(data, new FitOptions { BatchSize = 2 }));")]
    [InlineData("Show(net.Fit(data));")]
    [InlineData("Show(net.Fit(data, new FitOptions { Epochs = 1 }));")]
    [InlineData("Show(net.Fit(data, new FitOptions { BatchSize = any.Length }));")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\noptions = new FitOptions();\nShow(net.Fit(data, options));")]
    [InlineData("var options = new FitOptions { BatchSize = 1 };\nShow(options);\nShow(net.Fit(data));")]
    [InlineData("Network general = net;\nShow(general.Fit(data, new FitOptions { BatchSize = 1 }));")]
    [InlineData("Show(net.Evaluate(data, batchSize: 1));")]
    [InlineData("net.Forward(new float[2 * Net.InputSize], any);\nnet.Backward(any);")]
    [InlineData("net.PredictUnfolded(new float[Net.InputSize], any);")]
    public Task Other_batches_are_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Fact]
    public Task A_frozen_BatchNorm_takes_a_batch_of_one() => UseCode.BreaksNothing("Show(net.Fit(data, new FitOptions { BatchSize = 1 }));", frozen: true);

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

    [Theory]
    [InlineData("Show(net.Fit(data.Slice(0, 100)));", "net.Fit(data.Slice(0, 100))")]
    [InlineData("Show(net.Fit(data: data.Slice(start: 50, count: 64), new() { BatchSize = 64, Epochs = 200 }));", "net.Fit(data: data.Slice(start: 50, count: 64), new() { BatchSize = 64, Epochs = 200 })")]
    [InlineData("MemoryDataSet few = DataSet.FromArrays(any, 8, new int[320], 3);\nShow(net.Fit(few, new FitOptions { Epochs = 29 }));", "net.Fit(few, new FitOptions { Epochs = 29 })")]
    [InlineData("Show(net.Fit(DataSet.FromArrays(any, 8, new[] { 0, 1, 2 }, 3)));", "net.Fit(DataSet.FromArrays(any, 8, new[] { 0, 1, 2 }, 3))")]
    public Task Too_few_steps_for_moving_statistics_are_found(string statements, string marked) => UseCode.Breaks("SN0408", statements, marked);

    [Fact]
    public Task The_message_says_how_many_steps_there_are_and_how_many_are_needed() => UseCode.Breaks(
        "SN0408",
        "Show(net.Fit(data.Slice(0, 100), new FitOptions { Epochs = 1 }));",
        "net.Fit(data.Slice(0, 100), new FitOptions { Epochs = 1 })",
        "Fit: 100 rows in batches of 32 are 4 steps in 1 epoch; after them the moving statistics of layer 2, BatchNorm, of Net hold 96.1 % of their initial "
        + "values with a momentum of 0.99, and predictions use them. 5 % are left after 299 steps: lower the momentum, train longer, or call RecalibrateStatistics");

    [Theory]
    [InlineData("Show(net.Fit(data));")]
    [InlineData("Show(net.Fit(data.Slice(0, any.Length)));")]
    [InlineData("Show(net.Fit(data.Slice(0, 320), new FitOptions { Epochs = 30 }));")]
    [InlineData("Show(net.Fit(data.Slice(0, 100), new FitOptions { Epochs = any.Length }));")]
    [InlineData("Show(net.Fit(data.Slice(0, 100), new FitOptions { DropLast = true }));")]
    [InlineData("Show(net.Fit(data.Slice(0, 100)));\nnet.RecalibrateStatistics(data);")]
    [InlineData("FitOptions options = new() { Epochs = 1 };\noptions = new() { Epochs = 1000 };\nShow(net.Fit(data.Slice(0, 100), options));")]
    public Task Steps_that_suffice_or_are_not_known_are_left_alone(string statements) => UseCode.BreaksNothing(statements);

    [Fact]
    public Task Frozen_statistics_need_no_steps() => UseCode.BreaksNothing("Show(net.Fit(data.Slice(0, 100)));", frozen: true);

    [Theory]
    [InlineData("net.Fit(data);", "net.Fit(data)")]
    [InlineData("net.Fit(data, new FitOptions { Epochs = 3, Validation = data });", "net.Fit(data, new FitOptions { Epochs = 3, Validation = data })")]
    [InlineData("var options = new FitOptions();\nnet.Fit(data, options);\nnet.Save(\"net\");", "net.Fit(data, options)")]
    public Task A_training_that_nobody_looks_at_is_found(string statements, string marked) => UseCode.Breaks("SN0409", statements, marked);

    [Theory]
    [InlineData("_ = net.Fit(data);")]
    [InlineData("History history = net.Fit(data);\nShow(history);")]
    [InlineData("net.Fit(data, new FitOptions { Progress = ConsoleProgress.Create() });")]
    [InlineData("net.Fit(data);\nShow(net.Evaluate(data));")]
    [InlineData("for (int i = 0; i < 3; i++) { net.Fit(data); }")]
    [InlineData("try { net.Fit(data); } catch (ArgumentException) { }")]
    [InlineData("Action train = () => net.Fit(data);\ntrain();")]
    [InlineData("Learn(new());\nvoid Learn(FitOptions options) { net.Fit(data, options); }")]
    public Task A_training_that_somebody_may_look_at_is_left_alone(string statements) => UseCode.BreaksNothing(statements);
}
