namespace StaticNet.Tool.Commands;

/// <summary>What a tensor's values are like. Those that are not finite are counted, and left out of everything else.</summary>
/// <param name="Count">Values.</param>
/// <param name="NonFinite">Values that are NaN or infinite.</param>
/// <param name="Zeros">Values that are zero.</param>
/// <param name="Minimum">The smallest; NaN if none is finite.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">Standard deviation, of divisor n.</param>
/// <param name="Histogram">Counts in equal ranges from the smallest to the largest.</param>
internal sealed record TensorStatistics(
    int Count, int NonFinite, int Zeros, double Minimum, double Maximum, double Mean, double Deviation, int[] Histogram)
{
    private const int Bins = 16;

    public static TensorStatistics Of(ReadOnlySpan<float> values)
    {
        (int nonFinite, int zeros, double sum) = (0, 0, 0.0);
        (double minimum, double maximum) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                nonFinite++;
                continue;
            }

            zeros += value == 0 ? 1 : 0;
            sum += value;
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        int finite = values.Length - nonFinite;
        var histogram = new int[Bins];
        if (finite == 0)
        {
            return new TensorStatistics(values.Length, nonFinite, 0, double.NaN, double.NaN, double.NaN, double.NaN, histogram);
        }

        double mean = sum / finite;
        double squares = 0;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                squares += (value - mean) * (value - mean);
                double place = maximum > minimum ? (value - minimum) / (maximum - minimum) * Bins : Bins / 2;
                histogram[Math.Min((int)place, Bins - 1)]++;
            }
        }

        return new TensorStatistics(values.Length, nonFinite, zeros, minimum, maximum, mean, Math.Sqrt(squares / finite), histogram);
    }
}
