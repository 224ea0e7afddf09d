using StaticNet.Kernels;

namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.Cosine"/> and <see cref="LearningRateSchedule.CosineByEpoch"/>.</summary>
internal sealed class CosineSchedule(long total, double finalFactor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _total = CheckCount(total, nameof(total));
    private readonly double _finalFactor = finalFactor >= 0 && double.IsFinite(finalFactor)
        ? finalFactor
        : throw new ArgumentOutOfRangeException(nameof(finalFactor), finalFactor, "Expected a factor of 0 or more.");

    public override double Factor(long step, int epoch)
    {
        double progress = Math.Min(1, (double)(byEpoch ? epoch : step) / _total);
        return _finalFactor + ((1 - _finalFactor) * (1 + PortableMath.SineCosineOfTurn(progress / 2).Cosine) / 2);
    }

    public override string ToString() =>
        FormattableString.Invariant($"cosine to {_finalFactor} in {_total} {(byEpoch ? "epochs" : "steps")}");
}
