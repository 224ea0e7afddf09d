namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.OneCycle"/> and <see cref="LearningRateSchedule.OneCycleByEpoch"/>.</summary>
internal sealed class OneCycleSchedule(long total, double warmup, double initialFactor, double finalFactor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _total = CheckCount(total, nameof(total));
    private readonly double _warmup = warmup is > 0 and < 1
        ? warmup
        : throw new ArgumentOutOfRangeException(nameof(warmup), warmup, "Expected a share above 0 and below 1.");
    private readonly double _initialFactor = CheckFactor(initialFactor, nameof(initialFactor));
    private readonly double _finalFactor = CheckFinalFactor(finalFactor, nameof(finalFactor));

    public override double Factor(long step, int epoch)
    {
        // As PyTorch counts: the last step of the rise has the peak, and the last of all the final factor.
        double place = byEpoch ? epoch : step;
        double peak = (_warmup * _total) - 1;
        double last = _total - 1;
        if (place < peak)
        {
            return HalfCosine(_initialFactor, 1, place / peak);
        }

        return place < last ? HalfCosine(1, _finalFactor, Math.Max(0, place - Math.Max(0, peak)) / (last - Math.Max(0, peak))) : _finalFactor;
    }

    public override string ToString() => FormattableString.Invariant(
        $"one cycle of {_total} {(byEpoch ? "epochs" : "steps")}, {_warmup} of them from {_initialFactor}, then to {_finalFactor}");
}
