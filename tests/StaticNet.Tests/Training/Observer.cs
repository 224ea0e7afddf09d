namespace StaticNet.Tests.Training;

/// <summary>A callback made of delegates.</summary>
internal sealed class Observer : TrainingCallback
{
    public Action<TrainingContext>? TrainingBegin { get; init; }

    public Action<TrainingContext>? EpochBegin { get; init; }

    public Action<TrainingContext>? BatchEnd { get; init; }

    public Action<TrainingContext>? EpochEnd { get; init; }

    public Action<TrainingContext>? TrainingEnd { get; init; }

    public override void OnTrainingBegin(TrainingContext context) => TrainingBegin?.Invoke(context);

    public override void OnEpochBegin(TrainingContext context) => EpochBegin?.Invoke(context);

    public override void OnBatchEnd(TrainingContext context) => BatchEnd?.Invoke(context);

    public override void OnEpochEnd(TrainingContext context) => EpochEnd?.Invoke(context);

    public override void OnTrainingEnd(TrainingContext context) => TrainingEnd?.Invoke(context);
}
