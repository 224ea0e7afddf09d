using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

/// <summary>The statistics of one panel.</summary>
internal sealed class ColumnStatistics(int width)
{
    public float[] Mean { get; } = new float[width];

    public float[] MeanLow { get; } = new float[width];

    public float[] Variance { get; } = new float[width];

    public float[] Inverse { get; } = new float[width];

    public void Compute(float[] panel, int rows, float epsilon) =>
        BatchNormalization.Statistics(in panel[0], rows, width, epsilon, ref Mean[0], ref MeanLow[0], ref Variance[0], ref Inverse[0]);

    public void Compute<TVector>(float[] panel, int rows, float epsilon)
        where TVector : struct, IVector<TVector> =>
        BatchNormalization.Statistics<TVector>(
            in panel[0], rows, width, epsilon, ref Mean[0], ref MeanLow[0], ref Variance[0], ref Inverse[0]);
}
