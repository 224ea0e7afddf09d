namespace StaticNet;

/// <summary>Something that follows a training and may steer it. All calls come from the thread that trains.</summary>
public abstract class TrainingCallback
{
    /// <summary>Training begins; normalisers are fitted, no step is made.</summary>
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

    /// <summary>Training is over, completed, stopped or cancelled. Not called if it ends by an exception.</summary>
    public virtual void OnTrainingEnd(TrainingContext context)
    {
    }
}
