namespace StaticNet.Tests.Training;

public sealed class LearningRateScheduleTests
{
    [Fact]
    public void Constant() => Assert.Equal(1, LearningRateSchedule.Constant.Factor(1_000_000, 500));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 0.5)]
    [InlineData(25, 0.25)]
    public void Step(long step, double expected) => Assert.Equal(expected, LearningRateSchedule.Step(10, 0.5).Factor(step, 99), 1e-12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 0.1)]
    [InlineData(6, 0.01)]
    public void Step_by_epoch(int epoch, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.StepByEpoch(3).Factor(99, epoch), 1e-12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 0.5)]
    [InlineData(100, 0.25)]
    public void Exponential(long step, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.Exponential(100, 0.25).Factor(step, 99), 1e-12);

    [Fact]
    public void Exponential_by_epoch() => Assert.Equal(0.9 * 0.9 * 0.9, LearningRateSchedule.ExponentialByEpoch(0.9).Factor(99, 3), 1e-12);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 0.6)]
    [InlineData(100, 0.2)]
    [InlineData(1000, 0.2)]
    public void Cosine(long step, double expected) => Assert.Equal(expected, LearningRateSchedule.Cosine(100, 0.2).Factor(step, 99), 1e-12);

    [Fact]
    public void Cosine_by_epoch()
    {
        LearningRateSchedule schedule = LearningRateSchedule.CosineByEpoch(3);
        Assert.Equal([1, 0.75, 0.25, 0], Enumerable.Range(0, 4).Select(epoch => Math.Round(schedule.Factor(99, epoch), 12)));
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(2, 0.75)]
    [InlineData(3, 1)]
    [InlineData(4, 0.5)]
    [InlineData(8, 0.25)]
    public void Warmup_leads_into_another(long step, double expected) =>
        Assert.Equal(expected, LearningRateSchedule.Warmup(4, LearningRateSchedule.Step(4, 0.5)).Factor(step, 0), 1e-12);

    /// <summary>The rates that PyTorch 2's OneCycleLR documents for <c>total_steps=10, max_lr=1</c>: its formula, phase by phase.</summary>
    [Theory]
    [InlineData(0, 0.04)]
    [InlineData(1, 0.52)]
    [InlineData(2, 1)]
    [InlineData(3, 0.95048463)]
    [InlineData(5, 0.61126202)]
    [InlineData(9, 0.000004)]
    [InlineData(1000, 0.000004)]
    public void One_cycle(long step, double expected)
    {
        Assert.Equal(expected, LearningRateSchedule.OneCycle(10).Factor(step, 0), 1e-7);
        Assert.Equal(expected, LearningRateSchedule.OneCycleByEpoch(10).Factor(99, (int)step), 1e-7);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.999)]
    [InlineData(1000, 0.001)]
    public void One_cycle_of_any_length_stays_between_its_ends(int steps, double warmup)
    {
        LearningRateSchedule schedule = LearningRateSchedule.OneCycle(steps, warmup, 0.1, 0.01);
        Assert.All(Enumerable.Range(0, steps + 2), step => Assert.InRange(schedule.Factor(step, 0), 0.01, 1));
        Assert.Equal(0.01, schedule.Factor(Math.Max(1, steps - 1), 0), 1e-12);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0.75)]
    [InlineData(4, 1)]
    [InlineData(8, 0.75)]
    [InlineData(10, 0.5732233)]
    [InlineData(12, 1)]
    [InlineData(20, 0.75)]
    [InlineData(28, 1)]
    public void Warm_restarts(long step, double expected)
    {
        Assert.Equal(expected, LearningRateSchedule.WarmRestarts(4, 2, 0.5).Factor(step, 0), 1e-7);
        Assert.Equal(expected, LearningRateSchedule.WarmRestartsByEpoch(4, 2, 0.5).Factor(99, (int)step), 1e-7);
    }

    [Fact]
    public void Restarts_of_one_length_repeat()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmRestarts(5);
        Assert.Equal(schedule.Factor(3, 0), schedule.Factor(5_000_000_003, 0));
        Assert.True(LearningRateSchedule.WarmRestarts(5, 7).Factor(long.MaxValue, 0) is >= 0 and <= 1);
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.OneCycle(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.OneCycle(10, warmup: 1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.OneCycle(10, initialFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.OneCycle(10, finalFactor: -1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.WarmRestarts(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.WarmRestarts(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Exponential(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Cosine(10, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Warmup(0));
    }
}
