namespace StaticNet;

/// <summary>Where a search keeps what it has found out, and the trainings it may go on with: memory by default, or a <see cref="SearchFolder"/>.</summary>
public abstract class SearchStore
{
    /// <summary>The state kept last; null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is something, but no state of a search.</exception>
    public abstract SearchState? Read();

    /// <summary>Keeps a state in place of the one before, whole or not at all.</summary>
    public abstract void Write(SearchState state);

    /// <summary>Where the training of a trial is kept from one rung to the next.</summary>
    /// <param name="trial">Number of the trial, from 1.</param>
    public abstract TrainingCheckpoint Checkpoint(int trial);

    /// <summary>Forgets the training of a trial, which will not go on.</summary>
    /// <param name="trial">Number of the trial, from 1.</param>
    public abstract void Discard(int trial);
}
