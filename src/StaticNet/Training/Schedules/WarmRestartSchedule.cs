namespace StaticNet;

/// <summary><see cref="LearningRateSchedule.WarmRestarts"/> and <see cref="LearningRateSchedule.WarmRestartsByEpoch"/>.</summary>
internal sealed class WarmRestartSchedule(long first, int multiplier, double finalFactor, bool byEpoch) : LearningRateSchedule
{
    private readonly long _first = CheckCount(first, nameof(first));
    private readonly int _multiplier = (int)CheckCount(multiplier, nameof(multiplier));
    private readonly double _finalFactor = CheckFinalFactor(finalFactor, nameof(finalFactor));

    public override double Factor(long step, int epoch)
    {
        long place = byEpoch ? epoch : step;
        long length = _first;
        if (_multiplier == 1)
        {
            place %= length;
        }
        else
        {
            while (place >= length)
            {
                place -= length;
                length = length > long.MaxValue / _multiplier ? long.MaxValue : length * _multiplier;
            }
        }

        return HalfCosine(1, _finalFactor, (double)place / length);
    }

    public override string ToString() => FormattableString.Invariant(
        $"cosine to {_finalFactor} in {_first} {(byEpoch ? "epochs" : "steps")}, restarted, {_multiplier} times as long");
}
