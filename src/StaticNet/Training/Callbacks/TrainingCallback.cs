namespace StaticNet;

/// <summary>Something that follows a training and may steer it. All calls come from the thread that trains.</summary>
public abstract class TrainingCallback
{
    /// <summary>Training begins; normalisers are fitted, no step is made, unless it goes on from a checkpoint.</summary>
    public virtual void OnTrainingBegin(TrainingContext context)
    {
    }

    /// <summary>An epoch begins.</summary>
    public virtual void OnEpochBegin(TrainingContext context)
    {
    }

    /// <summary>A step is made.</summary>
    public virtual void OnBatchEnd(TrainingContext context)
    {
    }

    /// <summary>An epoch is complete, its validation included: <see cref="TrainingContext.LastEpoch"/> holds it.</summary>
    public virtual void OnEpochEnd(TrainingContext context)
    {
    }

    /// <summary>
    /// Tells a checkpoint what the callback has to remember, after <see cref="OnEpochEnd"/>. A callback that remembers nothing from
    /// epoch to epoch need not override this.
    /// </summary>
    public virtual void SaveState(CallbackState state)
    {
    }

    /// <summary>
    /// Takes back what <see cref="SaveState"/> told, after <see cref="OnTrainingBegin"/>, when training goes on from a checkpoint. Not
    /// called if it told nothing.
    /// </summary>
    /// <exception cref="InvalidDataException">The state makes no sense.</exception>
    public virtual void LoadState(CallbackState state)
    {
    }

    /// <summary>Training is over, completed, stopped or cancelled. Not called if it ends by an exception.</summary>
    public virtual void OnTrainingEnd(TrainingContext context)
    {
    }
}
