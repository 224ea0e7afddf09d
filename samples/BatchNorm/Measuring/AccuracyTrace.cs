using StaticNet;

namespace BatchNormExperiments;

/// <summary>Accuracy on a data set as training goes on, and the step at which a wanted accuracy was first reached.</summary>
/// <param name="data">What accuracy is measured on, in prediction mode.</param>
/// <param name="every">Steps between two measurements.</param>
/// <param name="wanted">Accuracy that ends the training; 1.1 for none.</param>
internal sealed class AccuracyTrace(DataSet data, int every, double wanted = 1.1) : TrainingCallback
{
    private readonly List<double> _steps = [];
    private readonly List<double> _accuracies = [];

    public IReadOnlyList<double> Steps => _steps;

    public IReadOnlyList<double> Accuracies => _accuracies;

    /// <summary>Steps made when the wanted accuracy was reached; null if it was not.</summary>
    public long? ReachedAt { get; private set; }

    public override void OnBatchEnd(TrainingContext context)
    {
        if (context.TotalSteps % every != 0)
        {
            return;
        }

        double accuracy = context.Network.Evaluate(data).Accuracy!.Value;
        _steps.Add(context.TotalSteps);
        _accuracies.Add(accuracy);
        if (accuracy >= wanted)
        {
            ReachedAt = context.TotalSteps;
            context.Stop();
        }
    }
}
