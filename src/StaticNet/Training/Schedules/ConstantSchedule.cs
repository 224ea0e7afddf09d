namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Constant"/>.</summary>
internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double Factor(long step, int epoch) => 1;

    public override string ToString() => "constant";
}
