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

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Exponential(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Cosine(10, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(static () => LearningRateSchedule.Warmup(0));
    }
}
