namespace StaticNet.Tests.Training;

public sealed class ConsoleProgressTests
{
    private static readonly TrainingReport _report = new(2, 10, 17, 120, 0.41234, 0.87654, 12_345.6, TimeSpan.FromSeconds(75));

    private static readonly EpochRecord _epoch = new(2, 0.3, 0.9, 0.35, 0.88, 0.01, 1.3, 20_000);

    [Fact]
    public void A_terminal_shows_a_line_that_is_rewritten()
    {
        string text = Written(live: true, static progress =>
        {
            progress.OnStep(_report);
            progress.OnStep(_report with { Steps = null, Accuracy = null, Remaining = null });
            progress.OnEpoch(_epoch, 10);
        });
        string[] lines = text.Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("epoch 2/10  step 17/120  loss 0.4123  accuracy 0.8765  12,346 samples/s  1:15 left", lines[0]);
        Assert.Equal("epoch 2/10  step 17  loss 0.4123  12,346 samples/s", lines[1].TrimEnd());
        Assert.Equal(lines[0].Length, lines[1].Length);
        Assert.Equal(
            "epoch 2/10  loss 0.3000  accuracy 0.9000  validation loss 0.3500  accuracy 0.8800  1.3 s  20,000 samples/s",
            lines[2].TrimEnd());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_gets_one_line_an_epoch()
    {
        string text = Written(live: false, static progress =>
        {
            progress.OnStep(_report);
            progress.OnWarning("beware");
            progress.OnEpoch(_epoch with { ValidationLoss = null, Accuracy = null, Seconds = 4000.04 }, 10);
        });
        Assert.Equal("warning: beware\nepoch 2/10  loss 0.3000  4000.0 s  20,000 samples/s\n", text);
    }

    [Fact]
    public void A_longer_training_counts_hours() =>
        Assert.Contains(
            "  2:03:04 left",
            Written(live: true, static progress => progress.OnStep(_report with { Remaining = new TimeSpan(2, 3, 4) })),
            StringComparison.Ordinal);

    [Fact]
    public void Cancelling_is_said()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string text = Written(live: false, progress => new LinearNetwork(LinearNetwork.LayoutOf(2, 3)).Fit(
            TestData.Clusters(5), new FitOptions { Progress = progress }, source.Token));
        Assert.Equal("cancelled after 0 steps\n", text);
    }

    private static string Written(bool live, Action<ConsoleProgress> use)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        use(new ConsoleProgress(writer, live));
        return writer.ToString();
    }
}
