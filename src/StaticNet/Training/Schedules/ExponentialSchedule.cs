using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Exponential"/> and <see cref="LearningRateSchedule.ExponentialByEpoch"/>.</summary>
internal sealed class ExponentialSchedule(long steps, double factor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _steps = CheckCount(steps, nameof(steps));
    private readonly double _factor = CheckFactor(factor, nameof(factor));

    public override double Factor(long step, int epoch) => PortableMath.Power(_factor, (double)(byEpoch ? epoch : step) / _steps);

    public override string ToString() => FormattableString.Invariant($"{_factor} in {_steps} {(byEpoch ? "epochs" : "steps")}");
}
