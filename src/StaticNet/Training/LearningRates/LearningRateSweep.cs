using System.Globalization;

namespace StaticNet;

/// <summary>What <see cref="LearningRateFinder.Run"/> found.</summary>
public sealed class LearningRateSweep
{
    /// <summary>Steps left out of the search: their mean is of too few losses.</summary>
    private const int FirstStep = 5;

    internal LearningRateSweep(IReadOnlyList<LearningRatePoint> points)
    {
        Points = points;
        int least = FirstStep;
        for (int i = FirstStep; i < points.Count; i++)
        {
            least = points[i].SmoothedLoss < points[least].SmoothedLoss ? i : least;
        }

        double steepest = 0;
        for (int i = FirstStep; i < Math.Min(least, points.Count - 1); i++)
        {
            double slope = Slope(points[i - 1], points[i + 1]);
            if (slope < steepest)
            {
                steepest = slope;
                Suggestion = points[i].LearningRate;
            }
        }

        LeastLoss = least < points.Count ? points[least].LearningRate : null;
    }

    /// <summary>The steps, in order, up to where the loss exploded.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>
    /// The learning rate at which the smoothed loss falls fastest by the rate's logarithm, which is a good one to train with; null if the loss never
    /// fell: sweep lower rates, or with more steps.
    /// </summary>
    public double? Suggestion { get; }

    /// <summary>
    /// The learning rate of the least smoothed loss: an upper limit, since it is about to grow there. A tenth of it is another common choice. Null if
    /// there are too few steps.
    /// </summary>
    public double? LeastLoss { get; }

    /// <summary>The suggestion in a sentence.</summary>
    public override string ToString() => Suggestion is double rate
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"The loss falls fastest at a learning rate of {rate:G3} and is least at {LeastLoss:G3}, after {Points.Count} steps.")
        : string.Create(CultureInfo.InvariantCulture, $"The loss never fell in {Points.Count} steps: sweep lower rates, or with more steps.");

    private static double Slope(LearningRatePoint before, LearningRatePoint after) =>
        (after.SmoothedLoss - before.SmoothedLoss) / (Math.Log(after.LearningRate) - Math.Log(before.LearningRate));
}
