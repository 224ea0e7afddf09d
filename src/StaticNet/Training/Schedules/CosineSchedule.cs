namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Cosine"/> and <see cref="LearningRateSchedule.CosineByEpoch"/>.</summary>
internal sealed class CosineSchedule(long total, double finalFactor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _total = CheckCount(total, nameof(total));
    private readonly double _finalFactor = CheckFinalFactor(finalFactor, nameof(finalFactor));

    public override double Factor(long step, int epoch)
    {
        double progress = Math.Min(1, (double)(byEpoch ? epoch : step) / _total);
        return HalfCosine(1, _finalFactor, progress);
    }

    public override string ToString() =>
        FormattableString.Invariant($"cosine to {_finalFactor} in {_total} {(byEpoch ? "epochs" : "steps")}");
}
