using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Step"/> and <see cref="LearningRateSchedule.StepByEpoch"/>.</summary>
internal sealed class StepSchedule(long every, double factor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _every = CheckCount(every, nameof(every));
    private readonly double _factor = CheckFactor(factor, nameof(factor));

    public override double Factor(long step, int epoch) => PortableMath.Power(_factor, (byEpoch ? epoch : step) / _every);

    public override string ToString() => FormattableString.Invariant($"{_factor} every {_every} {(byEpoch ? "epochs" : "steps")}");
}
