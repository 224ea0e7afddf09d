namespace StaticNet;

/// <summary>Where <see cref="Network.Fit"/> keeps the state of a training, and finds that of one cut short.</summary>
public abstract class TrainingCheckpoint
{
    private readonly int _everyEpochs = 1;

    /// <summary>Epochs from one checkpoint to the next, at least 1; the last epoch is always kept.</summary>
    public int EveryEpochs
    {
        get => _everyEpochs;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _everyEpochs = value;
        }
    }

    /// <summary>
    /// Whether training goes on from a checkpoint that is there, so that running a program again finishes what it began; otherwise
    /// training begins anew and its first checkpoint takes the place of the old one.
    /// </summary>
    public bool Resume { get; init; } = true;

    /// <summary>The state kept last; null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is something, but no state of a training.</exception>
    public abstract TrainingState? Read();

    /// <summary>Keeps a state in place of the one before, whole or not at all.</summary>
    /// <exception cref="IOException">The state cannot be kept; the one before is.</exception>
    public abstract void Write(TrainingState state);

    /// <summary>Refuses, before the first step, a place where no state could be kept.</summary>
    internal virtual void CheckPlace()
    {
    }
}
