namespace StaticNet;

/// <summary>Somewhere to show how far a training is. All calls come from the thread that trains.</summary>
public interface ITrainingProgress
{
    /// <summary>An epoch is under way. Called at most ten times a second.</summary>
    void OnStep(in TrainingReport report);

    /// <summary>An epoch is complete, its validation included.</summary>
    /// <param name="epoch">What it came to.</param>
    /// <param name="epochs">Epochs in all.</param>
    void OnEpoch(EpochRecord epoch, int epochs);

    /// <summary>Something is probably not meant as it is.</summary>
    void OnWarning(string warning)
    {
    }

    /// <summary>Training is over, completed, stopped or cancelled. Not called if it ends by an exception.</summary>
    void OnEnd(History history)
    {
    }
}
