namespace StaticNet.Kernels;

/// <summary>What <see cref="Softmax"/> and <see cref="LogSoftmax"/> compute, for one row, in double.</summary>
internal static class SoftmaxReference
{
    public static double[] Forward(ReadOnlySpan<float> x)
    {
        double[] y = LogForward(x);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Exp(y[i]);
        }

        return y;
    }

    public static double[] Backward(ReadOnlySpan<double> y, ReadOnlySpan<float> dy)
    {
        double mean = 0;
        for (int i = 0; i < y.Length; i++)
        {
            mean += y[i] * dy[i];
        }

        double[] dx = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            dx[i] = y[i] * (dy[i] - mean);
        }

        return dx;
    }

    public static double[] LogForward(ReadOnlySpan<float> x)
    {
        double maximum = double.NegativeInfinity;
        foreach (float value in x)
        {
            maximum = Math.Max(maximum, value);
        }

        double sum = 0;
        foreach (float value in x)
        {
            sum += Math.Exp(value - maximum);
        }

        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = x[i] - maximum - Math.Log(sum);
        }

        return y;
    }

    public static double[] LogBackward(ReadOnlySpan<double> y, ReadOnlySpan<float> dy)
    {
        double sum = 0;
        foreach (float value in dy)
        {
            sum += value;
        }

        double[] dx = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            dx[i] = dy[i] - (Math.Exp(y[i]) * sum);
        }

        return dx;
    }
}
