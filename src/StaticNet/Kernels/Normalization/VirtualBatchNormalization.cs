using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Batch normalisation by the statistics of parts of a batch, where every column is a channel; a panel at a time. Hoffer, Hubara and Soudry, "Train
/// longer, generalize better: closing the generalization gap in large batch training of neural networks", NIPS 2017 (ghost batch
/// normalization). Formulas, vectors and padding are those of <see cref="BatchNormalization"/>.
/// </summary>
/// <remarks>A part's statistics are taken again on the way back: it is in cache then, and nothing has to be kept for each part.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VirtualBatchNormalization
{
    /// <summary><c>y = f(x̂·gamma + beta)</c>, x̂ by the statistics of each part, and the means of these over the parts, weighted by rows.</summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten.</param>
    /// <param name="rows">Rows of the panel, a multiple of the samples of <paramref name="parts"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="unbiased">Whether the mean of the variances is that of unbiased ones; what is divided by is always biased.</param>
    /// <param name="mean">The mean of the parts' means, <paramref name="width"/> values.</param>
    /// <param name="variance">The mean of the parts' variances.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        VirtualBatches parts,
        float epsilon,
        bool unbiased,
        ref float mean,
        ref float variance,
        ref readonly float gamma,
        ref readonly float beta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(
            new ForwardBody<TActivation>(
                activation, in x, ref y, rows, width, parts, epsilon, unbiased, ref mean, ref variance, in gamma, in beta),
            arithmetic);

    /// <summary>The gradient through <c>Forward</c>; those of gamma and beta are summed over the parts in double.</summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The input <c>[rows, width]</c>.</param>
    /// <param name="y">The output <c>[rows, width]</c>, after the activation; only read where that is not short.</param>
    /// <param name="dy">The gradient after the activation <c>[rows, width]</c>; becomes dx.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten, or a null reference; its padding is zero.</param>
    /// <param name="dbeta">The gradient of beta, overwritten, or a null reference; its padding is zero.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref float dy,
        int rows,
        int width,
        int columns,
        VirtualBatches parts,
        float epsilon,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(
            new BackwardBody<TActivation>(
                activation, in x, in y, ref dy, rows, width, columns, parts, epsilon, in gamma, in beta, ref dgamma, ref dbeta),
            arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        VirtualBatches parts,
        float epsilon,
        bool unbiased,
        ref float mean,
        ref float variance,
        ref readonly float gamma,
        ref readonly float beta)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        Span<double> means = stackalloc double[Panel.Width];
        Span<double> variances = stackalloc double[Panel.Width];
        Span<float> vectors = stackalloc float[4 * Panel.Width];
        ref float partMean = ref MemoryMarshal.GetReference(vectors);
        ref float partMeanLow = ref Unsafe.Add(ref partMean, Panel.Width);
        ref float partVariance = ref Unsafe.Add(ref partMean, 2 * Panel.Width);
        ref float inverseDeviation = ref Unsafe.Add(ref partMean, 3 * Panel.Width);
        means.Clear();
        variances.Clear();
        int positions = rows / parts.Samples;
        for (int part = 0; part < parts.Count; part++)
        {
            int first = parts.First(part) * positions;
            int count = (parts.First(part + 1) * positions) - first;
            nuint offset = (nuint)first * (nuint)width;
            ref float partX = ref Unsafe.Add(ref Unsafe.AsRef(in x), offset);
            BatchNormalization.Statistics<TVector>(
                in partX, count, width, epsilon, ref partMean, ref partMeanLow, ref partVariance, ref inverseDeviation);
            BatchNormalization.Normalize<TVector, TActivation>(
                activation, in partX, ref Unsafe.Add(ref y, offset), count, width, in partMean, in partMeanLow, in inverseDeviation, in gamma, in beta);
            double share = (double)count / rows;
            double varianceShare = unbiased ? share * ((double)count / (count - 1)) : share;
            for (int column = 0; column < width; column++)
            {
                means[column] += share * ((double)Unsafe.Add(ref partMean, column) + Unsafe.Add(ref partMeanLow, column));
                variances[column] += varianceShare * Unsafe.Add(ref partVariance, column);
            }
        }

        for (int column = 0; column < width; column++)
        {
            Unsafe.Add(ref mean, column) = (float)means[column];
            Unsafe.Add(ref variance, column) = (float)variances[column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref float dy,
        int rows,
        int width,
        int columns,
        VirtualBatches parts,
        float epsilon,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        Span<double> gammas = stackalloc double[Panel.Width];
        Span<double> betas = stackalloc double[Panel.Width];
        Span<float> vectors = stackalloc float[6 * Panel.Width];
        ref float mean = ref MemoryMarshal.GetReference(vectors);
        ref float meanLow = ref Unsafe.Add(ref mean, Panel.Width);
        ref float variance = ref Unsafe.Add(ref mean, 2 * Panel.Width);
        ref float inverseDeviation = ref Unsafe.Add(ref mean, 3 * Panel.Width);
        ref float partGamma = ref Unsafe.Add(ref mean, 4 * Panel.Width);
        ref float partBeta = ref Unsafe.Add(ref mean, 5 * Panel.Width);
        gammas.Clear();
        betas.Clear();
        int positions = rows / parts.Samples;
        for (int part = 0; part < parts.Count; part++)
        {
            int first = parts.First(part) * positions;
            int count = (parts.First(part + 1) * positions) - first;
            nuint offset = (nuint)first * (nuint)width;
            ref float partX = ref Unsafe.Add(ref Unsafe.AsRef(in x), offset);
            BatchNormalization.Statistics<TVector>(in partX, count, width, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation);
            BatchNormalization.Backward<TVector, TActivation>(
                activation, in partX, in Unsafe.Add(ref Unsafe.AsRef(in y), offset), ref Unsafe.Add(ref dy, offset), count, width, columns, in mean,
                in meanLow, in inverseDeviation, in gamma, in beta, ref partGamma, ref partBeta, frozen: false);
            for (int column = 0; column < width; column++)
            {
                gammas[column] += Unsafe.Add(ref partGamma, column);
                betas[column] += Unsafe.Add(ref partBeta, column);
            }
        }

        Write(gammas, ref dgamma, width);
        Write(betas, ref dbeta, width);
    }

    private static void Write(ReadOnlySpan<double> sums, ref float gradient, int width)
    {
        for (int column = 0; column < width && !Unsafe.IsNullRef(ref gradient); column++)
        {
            Unsafe.Add(ref gradient, column) = (float)sums[column];
        }
    }

    private readonly ref struct ForwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref float y, int rows, int width, VirtualBatches parts, float epsilon, bool unbiased,
        ref float mean, ref float variance, ref readonly float gamma, ref readonly float beta)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;
        private readonly ref float _mean = ref mean;
        private readonly ref float _variance = ref variance;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector, TActivation>(
                activation, in _x, ref _y, rows, width, parts, epsilon, unbiased, ref _mean, ref _variance, in _gamma, in _beta);
    }

    private readonly ref struct BackwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref float dy, int rows, int width, int columns, VirtualBatches parts,
        float epsilon, ref readonly float gamma, ref readonly float beta, ref float dgamma, ref float dbeta)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref float _dy = ref dy;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;
        private readonly ref float _dgamma = ref dgamma;
        private readonly ref float _dbeta = ref dbeta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Backward<TVector, TActivation>(
                activation, in _x, in _y, ref _dy, rows, width, columns, parts, epsilon, in _gamma, in _beta, ref _dgamma, ref _dbeta);
    }
}
