namespace StaticNet.Tests.Kernels.Losses;

/// <summary>Gradients from a function's values alone.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>The gradient of <paramref name="function"/> at <paramref name="point"/> by central differences.</summary>
    public static double[] Gradient(Func<double[], double> function, float[] point)
    {
        double[] arguments = Array.ConvertAll(point, value => (double)value);
        double[] gradient = new double[point.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            double value = arguments[i];
            arguments[i] = value + Step;
            double above = function(arguments);
            arguments[i] = value - Step;
            double below = function(arguments);
            arguments[i] = value;
            gradient[i] = (above - below) / (2 * Step);
        }

        return gradient;
    }
}
