namespace StaticNet.Generator.Tests.Control;

/// <summary>The sweep of learning rates.</summary>
public sealed class LearningRateFinderTests
{
    [Fact]
    public void The_network_is_left_as_it_was()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Normalized(""));
        Network untouched = ControlNetwork.Create(ControlNetwork.Normalized(""));
        MemoryDataSet data = ControlNetwork.Data(network);
        var options = new FitOptions { Epochs = 2, BatchSize = 16, Optimizer = Optimizer.Adam() };
        foreach (Network each in new[] { network, untouched })
        {
            each.Fit(data, options);
        }

        float[] before = ControlNetwork.Parameters(network);
        float[] statistics = network.StatisticArena.Span.ToArray();
        LearningRateSweep sweep = LearningRateFinder.Run(network, data, options);
        Assert.Equal(before, ControlNetwork.Parameters(network));
        Assert.Equal(statistics, network.StatisticArena.Span.ToArray());
        Assert.NotEmpty(sweep.Points);

        // What follows is what would have followed: counters, shuffling and the optimizer at work.
        network.Fit(data, options);
        untouched.Fit(data, options);
        Assert.Equal(ControlNetwork.Parameters(untouched), ControlNetwork.Parameters(network));
    }

    [Fact]
    public void Rates_grow_exponentially_and_end_where_the_loss_explodes()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        MemoryDataSet data = Clusters(network);
        LearningRateSweep sweep = LearningRateFinder.Run(
            network, data, new FitOptions { BatchSize = 16, Optimizer = Optimizer.Sgd() }, minimum: 1e-4, maximum: 1e4, steps: 81);
        Assert.Equal(1e-4, sweep.Points[0].LearningRate, 1e-12);
        for (int i = 1; i < sweep.Points.Count; i++)
        {
            Assert.Equal(Math.Pow(10, 0.1), sweep.Points[i].LearningRate / sweep.Points[i - 1].LearningRate, 1e-9);
        }

        Assert.InRange(sweep.Points.Count, 20, 80);
        Assert.Equal(sweep.Points[0].Loss, sweep.Points[0].SmoothedLoss, 1e-9);
        Assert.True(sweep.Suggestion < sweep.LeastLoss);
        Assert.InRange(sweep.Suggestion!.Value, 1e-3, 30);

        // The suggestion trains, and a rate at the end of the sweep does not.
        double First(double rate) => ControlNetwork.Create(ControlNetwork.Plain)
            .Fit(data, new FitOptions { Epochs = 3, BatchSize = 16, Optimizer = Optimizer.Sgd(rate) }).Epochs[^1].Loss;
        Assert.True(First(sweep.Suggestion.Value) < 0.9 * sweep.Points[0].Loss);
        Assert.Contains("falls fastest at a learning rate of", sweep.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_sweep_gives_the_same_points()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Wide);
        MemoryDataSet data = ControlNetwork.Data(network, rows: 200);
        LearningRateSweep[] sweeps =
        [
            .. new[] { 1, 1, 3 }.Select(threads => LearningRateFinder.Run(network, data, new FitOptions { BatchSize = 50, Threads = threads }, steps: 20)),
        ];
        Assert.Equal(sweeps[0].Points, sweeps[1].Points);
        Assert.Equal(sweeps[0].Points, sweeps[2].Points);
    }

    [Fact]
    public void A_loss_that_never_falls_gives_no_suggestion()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        LearningRateSweep sweep = LearningRateFinder.Run(
            network, ControlNetwork.Data(network), new FitOptions { Optimizer = Optimizer.Sgd() }, minimum: 1e5, maximum: 1e6, steps: 10);
        Assert.Null(sweep.Suggestion);
        Assert.Contains("never fell", sweep.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        MemoryDataSet data = ControlNetwork.Data(network);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(network, data, minimum: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(network, data, minimum: 1, maximum: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(network, data, steps: 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFinder.Run(network, data, new FitOptions { BatchSize = 0 }));
        using var source = new CancellationTokenSource();
        source.Cancel();
        float[] before = ControlNetwork.Parameters(network);
        Assert.Throws<OperationCanceledException>(() => LearningRateFinder.Run(network, data, cancellation: source.Token));
        Assert.Equal(before, ControlNetwork.Parameters(network));
    }

    /// <summary>Labels that follow from the rows.</summary>
    private static MemoryDataSet Clusters(Network network)
    {
        float[] features = Networks.Architectures.Input(network, 240);
        int[] labels = [.. Enumerable.Range(0, 240).Select(row => features[row * 6] > 0 ? 0 : features[(row * 6) + 1] > 0 ? 1 : 2)];
        return DataSet.FromArrays(features, 6, labels, 3);
    }
}
