namespace StaticNet.Kernels;

/// <summary>
/// What <see cref="BatchNormalization"/> and <see cref="RowBatchNormalization"/> compute, plainly: row-major, in double, the channel of an
/// element given by a function of its row and column. The activation is left out: its derivative is a factor of dy.
/// </summary>
internal sealed class BatchNormalizationReference(int rows, int columns, int channels, Func<int, int, int> channelOf)
{
    /// <summary>Mean and biased variance of every channel.</summary>
    public (double[] Mean, double[] Variance) Statistics(ReadOnlySpan<double> x)
    {
        double[] count = new double[channels];
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        for (int i = 0; i < rows * columns; i++)
        {
            count[Channel(i)]++;
            mean[Channel(i)] += x[i];
        }

        for (int c = 0; c < channels; c++)
        {
            mean[c] /= count[c];
        }

        for (int i = 0; i < rows * columns; i++)
        {
            double difference = x[i] - mean[Channel(i)];
            variance[Channel(i)] += difference * difference / count[Channel(i)];
        }

        return (mean, variance);
    }

    /// <summary><c>x̂·gamma + beta</c>.</summary>
    public double[] Normalize(
        ReadOnlySpan<double> x, double[] mean, double[] variance, double epsilon, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta)
    {
        double[] y = new double[rows * columns];
        for (int i = 0; i < y.Length; i++)
        {
            int c = Channel(i);
            y[i] = ((x[i] - mean[c]) / Math.Sqrt(variance[c] + epsilon) * gamma[c]) + beta[c];
        }

        return y;
    }

    /// <summary>Gradients of x, gamma and beta, given that of <c>x̂·gamma + beta</c>; frozen: the statistics do not depend on x.</summary>
    public (double[] X, double[] Gamma, double[] Beta) Backward(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> dy,
        double[] mean,
        double[] variance,
        double epsilon,
        ReadOnlySpan<float> gamma,
        bool frozen)
    {
        double[] count = new double[channels];
        double[] dgamma = new double[channels];
        double[] dbeta = new double[channels];
        for (int i = 0; i < rows * columns; i++)
        {
            int c = Channel(i);
            count[c]++;
            dgamma[c] += dy[i] * (x[i] - mean[c]) / Math.Sqrt(variance[c] + epsilon);
            dbeta[c] += dy[i];
        }

        double[] dx = new double[rows * columns];
        for (int i = 0; i < dx.Length; i++)
        {
            int c = Channel(i);
            double normalized = (x[i] - mean[c]) / Math.Sqrt(variance[c] + epsilon);
            double throughStatistics = frozen ? 0 : (dbeta[c] + (normalized * dgamma[c])) / count[c];
            dx[i] = gamma[c] / Math.Sqrt(variance[c] + epsilon) * (dy[i] - throughStatistics);
        }

        return (dx, dgamma, dbeta);
    }

    private int Channel(int element) => channelOf(element / columns, element % columns);
}
