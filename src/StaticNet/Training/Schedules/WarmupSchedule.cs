namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Warmup"/>.</summary>
internal sealed class WarmupSchedule(long steps, LearningRateSchedule then) : LearningRateSchedule
{
    private readonly long _steps = CheckCount(steps, nameof(steps));

    public override double Factor(long step, int epoch) => Math.Min(1, (step + 1.0) / _steps) * then.Factor(step, epoch);

    public override string ToString() => FormattableString.Invariant($"warm-up of {_steps} steps, then {then}");
}
