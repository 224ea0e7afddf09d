using StaticNet;

namespace BatchNormExperiments;

/// <summary>
/// How the loss and its gradient change along the direction of the step, as training goes on: Santurkar et al., "How does batch normalization help
/// optimization?", NeurIPS 2018, figure 4.
/// </summary>
/// <param name="probe">A network of the same architecture, which is moved about in place of the one that is trained.</param>
/// <param name="loss">The batch they are measured on.</param>
/// <param name="every">Steps between two measurements.</param>
internal sealed class SmoothnessTrace(Network probe, BatchLoss loss, int every) : TrainingCallback
{
    private static readonly double[] _lengths = [0.5, 1, 2, 4];

    private readonly List<double> _steps = [];
    private readonly List<double> _least = [];
    private readonly List<double> _largest = [];
    private readonly List<double> _gradientChange = [];

    public IReadOnlyList<double> Steps => _steps;

    /// <summary>Least loss along the direction, up to four times the step.</summary>
    public IReadOnlyList<double> LeastLoss => _least;

    /// <summary>Largest loss along the direction.</summary>
    public IReadOnlyList<double> LargestLoss => _largest;

    /// <summary>Largest change of the gradient along the direction, as a share of its length at the beginning.</summary>
    public IReadOnlyList<double> GradientChange => _gradientChange;

    public override void OnBatchEnd(TrainingContext context)
    {
        if (context.TotalSteps % every != 0)
        {
            return;
        }

        Prefix.Take(probe, context.Network);
        loss.Of(probe, gradients: true);
        float[] point = Directions.PointOf(probe.Parameters);
        float[] gradient = Directions.PointOf(probe.Gradients);
        double least = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        double change = 0;
        foreach (double length in _lengths)
        {
            Directions.Move(probe, point, (gradient, -length * context.LearningRate));
            double there = loss.Of(probe, gradients: true);
            least = Math.Min(least, there);
            largest = Math.Max(largest, there);
            change = Math.Max(change, Distance(Directions.PointOf(probe.Gradients), gradient));
        }

        _steps.Add(context.TotalSteps);
        _least.Add(least);
        _largest.Add(largest);
        _gradientChange.Add(change / Distance(gradient, new float[gradient.Length]));
    }

    private static double Distance(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = (double)a[i] - b[i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }
}
