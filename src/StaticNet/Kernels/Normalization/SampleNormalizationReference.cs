namespace StaticNet.Kernels;

/// <summary>
/// What <see cref="SampleNormalization"/> computes, plainly: row-major and in double; a sample is <c>positions</c> rows, a group some neighbouring
/// columns of them.
/// </summary>
internal sealed class SampleNormalizationReference(int rows, int columns, int positions, int groups, bool centered, double epsilon)
{
    private int Regions => rows / positions * groups;

    private double Count => (double)positions * columns / groups;

    /// <summary>Mean (0 where none is subtracted) and <c>√(variance + epsilon)</c> of every sample and group.</summary>
    public (double[] Mean, double[] Deviation) Statistics(ReadOnlySpan<double> x)
    {
        double[] mean = new double[Regions];
        double[] deviation = new double[Regions];
        for (int i = 0; centered && i < x.Length; i++)
        {
            mean[Region(i)] += x[i] / Count;
        }

        for (int i = 0; i < x.Length; i++)
        {
            double difference = x[i] - mean[Region(i)];
            deviation[Region(i)] += difference * difference / Count;
        }

        return (mean, Array.ConvertAll(deviation, variance => Math.Sqrt(variance + epsilon)));
    }

    /// <summary><c>x̂·gamma + beta</c>.</summary>
    public double[] Forward(ReadOnlySpan<double> x, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        double[] y = Normalized(x);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (y[i] * gamma[i % columns]) + beta[i % columns];
        }

        return y;
    }

    /// <summary>Gradients of x, gamma and beta.</summary>
    public (double[] X, double[] Gamma, double[] Beta) Backward(ReadOnlySpan<double> x, ReadOnlySpan<float> dy, ReadOnlySpan<float> gamma)
    {
        (_, double[] deviation) = Statistics(x);
        double[] normalized = Normalized(x);
        double[] dx = new double[x.Length];
        double[] dgamma = new double[columns];
        double[] dbeta = new double[columns];
        double[] gradients = new double[Regions];
        double[] products = new double[Regions];
        for (int i = 0; i < x.Length; i++)
        {
            dgamma[i % columns] += dy[i] * normalized[i];
            dbeta[i % columns] += dy[i];
            gradients[Region(i)] += dy[i] * (double)gamma[i % columns] / Count;
            products[Region(i)] += dy[i] * (double)gamma[i % columns] * normalized[i] / Count;
        }

        for (int i = 0; i < x.Length; i++)
        {
            double mean = centered ? gradients[Region(i)] : 0;
            dx[i] = ((dy[i] * (double)gamma[i % columns]) - mean - (normalized[i] * products[Region(i)])) / deviation[Region(i)];
        }

        return (dx, dgamma, dbeta);
    }

    private double[] Normalized(ReadOnlySpan<double> x)
    {
        (double[] mean, double[] deviation) = Statistics(x);
        double[] normalized = x.ToArray();
        for (int i = 0; i < normalized.Length; i++)
        {
            normalized[i] = (x[i] - mean[Region(i)]) / deviation[Region(i)];
        }

        return normalized;
    }

    private int Region(int i) => (i / columns / positions * groups) + (i % columns / (columns / groups));
}
