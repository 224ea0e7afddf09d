namespace BatchNormExperiments;

/// <summary>One question, answered by training networks.</summary>
/// <param name="number">What <c>--only</c> calls it.</param>
/// <param name="title">What is asked.</param>
internal abstract class Experiment(int number, string title)
{
    public int Number { get; } = number;

    public string Title { get; } = title;

    /// <summary>Trains, measures, and tells what came out.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public abstract ExperimentResult Run(ExperimentContext context);
}
