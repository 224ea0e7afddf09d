namespace StaticNet.Kernels;

/// <summary>What <see cref="Prelu"/> computes, for one element, in double.</summary>
internal static class PreluReference
{
    public static double Forward(double x, double slope) => x > 0 ? x : slope * x;

    /// <summary>The derivatives with respect to x and to the slope.</summary>
    public static (double Input, double Slope) Derivatives(double x, double slope) => x > 0 ? (1, 0) : (slope, x);
}
