using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// <see cref="VirtualBatchNormalization"/> where the channels lie along an axis that is not the last, in the form of
/// <see cref="RowBatchNormalization"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VirtualRowBatchNormalization
{
    /// <summary>Vectors of one value a channel that a pass needs for itself, those in double counted twice.</summary>
    public const int ScratchVectors = 10;

    /// <summary><c>y = f(x̂·gamma + beta)</c>, x̂ by the statistics of each part, and the means of these over the parts, weighted by rows.</summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">All panels of the matrix.</param>
    /// <param name="y">All panels, overwritten but for padding.</param>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c> and of the samples of <paramref name="parts"/>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="unbiased">Whether the mean of the variances is that of unbiased ones; what is divided by is always biased.</param>
    /// <param name="mean">The mean of the parts' means, <paramref name="channels"/> values.</param>
    /// <param name="variance">The mean of the parts' variances.</param>
    /// <param name="scratch"><see cref="ScratchVectors"/> times <paramref name="channels"/> floats, aligned to doubles, for the kernel alone.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int columns,
        int channels,
        int inner,
        VirtualBatches parts,
        float epsilon,
        bool unbiased,
        ref float mean,
        ref float variance,
        ref float scratch,
        ref readonly float gamma,
        ref readonly float beta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(
            new ForwardBody<TActivation>(
                activation, in x, ref y, rows, columns, channels, inner, parts, epsilon, unbiased, ref mean, ref variance, ref scratch, in gamma,
                in beta),
            arithmetic);

    /// <summary>The gradient through <c>Forward</c>; those of gamma and beta are summed over the parts in double.</summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The input, all panels.</param>
    /// <param name="y">The output, after the activation, all panels.</param>
    /// <param name="dy">The gradient after the activation, all panels; becomes dx.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="epsilon">What is added to a variance.</param>
    /// <param name="scratch"><see cref="ScratchVectors"/> times <paramref name="channels"/> floats, aligned to doubles, for the kernel alone.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten, or a null reference.</param>
    /// <param name="dbeta">The gradient of beta, overwritten, or a null reference.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref float dy,
        int rows,
        int columns,
        int channels,
        int inner,
        VirtualBatches parts,
        float epsilon,
        ref float scratch,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(
            new BackwardBody<TActivation>(
                activation, in x, in y, ref dy, rows, columns, channels, inner, parts, epsilon, ref scratch, in gamma, in beta, ref dgamma, ref dbeta),
            arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int columns,
        int channels,
        int inner,
        VirtualBatches parts,
        float epsilon,
        bool unbiased,
        ref float mean,
        ref float variance,
        ref float scratch,
        ref readonly float gamma,
        ref readonly float beta)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        ref double means = ref Sums(ref scratch, channels, 0);
        ref double variances = ref Sums(ref scratch, channels, 1);
        ref float partMean = ref Vector(ref scratch, channels, 0);
        ref float partMeanLow = ref Vector(ref scratch, channels, 1);
        ref float partVariance = ref Vector(ref scratch, channels, 2);
        ref float inverseDeviation = ref Vector(ref scratch, channels, 3);
        Clear(ref scratch, channels);
        int positions = rows / parts.Samples;
        for (int part = 0; part < parts.Count; part++)
        {
            int first = parts.First(part) * positions;
            int count = (parts.First(part + 1) * positions) - first;
            var slice = new RowSlice(first, rows);
            RowBatchNormalization.Statistics<TVector>(
                in x, count, columns, channels, inner, epsilon, ref partMean, ref partMeanLow, ref partVariance, ref inverseDeviation, slice);
            RowBatchNormalization.Normalize<TVector, TActivation>(
                activation, in x, ref y, count, columns, channels, inner, in partMean, in partMeanLow, in inverseDeviation, in gamma, in beta, slice);
            double share = (double)count / rows;
            double values = (double)count / channels * columns;
            double varianceShare = unbiased ? share * (values / (values - 1)) : share;
            for (int channel = 0; channel < channels; channel++)
            {
                Unsafe.Add(ref means, channel) += share * ((double)Unsafe.Add(ref partMean, channel) + Unsafe.Add(ref partMeanLow, channel));
                Unsafe.Add(ref variances, channel) += varianceShare * Unsafe.Add(ref partVariance, channel);
            }
        }

        Write(ref means, ref mean, channels);
        Write(ref variances, ref variance, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref float dy,
        int rows,
        int columns,
        int channels,
        int inner,
        VirtualBatches parts,
        float epsilon,
        ref float scratch,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        ref double gammas = ref Sums(ref scratch, channels, 0);
        ref double betas = ref Sums(ref scratch, channels, 1);
        ref float mean = ref Vector(ref scratch, channels, 0);
        ref float meanLow = ref Vector(ref scratch, channels, 1);
        ref float variance = ref Vector(ref scratch, channels, 2);
        ref float inverseDeviation = ref Vector(ref scratch, channels, 3);
        ref float partGamma = ref Vector(ref scratch, channels, 4);
        ref float partBeta = ref Vector(ref scratch, channels, 5);
        Clear(ref scratch, channels);
        int positions = rows / parts.Samples;
        for (int part = 0; part < parts.Count; part++)
        {
            int first = parts.First(part) * positions;
            int count = (parts.First(part + 1) * positions) - first;
            var slice = new RowSlice(first, rows);
            RowBatchNormalization.Statistics<TVector>(
                in x, count, columns, channels, inner, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation, slice);
            RowBatchNormalization.Backward<TVector, TActivation>(
                activation, in x, in y, ref dy, count, columns, channels, inner, in mean, in meanLow, in inverseDeviation, in gamma, in beta,
                ref partGamma, ref partBeta, frozen: false, slice);
            for (int channel = 0; channel < channels; channel++)
            {
                Unsafe.Add(ref gammas, channel) += Unsafe.Add(ref partGamma, channel);
                Unsafe.Add(ref betas, channel) += Unsafe.Add(ref partBeta, channel);
            }
        }

        Write(ref gammas, ref dgamma, channels);
        Write(ref betas, ref dbeta, channels);
    }

    /// <summary>One of two vectors in double, which stand first.</summary>
    private static ref double Sums(ref float scratch, int channels, int index) =>
        ref Unsafe.Add(ref Unsafe.As<float, double>(ref scratch), index * channels);

    /// <summary>One of six vectors in single precision.</summary>
    private static ref float Vector(ref float scratch, int channels, int index) => ref Unsafe.Add(ref scratch, (4 + index) * channels);

    private static void Clear(ref float scratch, int channels)
    {
        for (int i = 0; i < 4 * channels; i++)
        {
            Unsafe.Add(ref scratch, i) = 0;
        }
    }

    private static void Write(ref double sums, ref float values, int channels)
    {
        for (int channel = 0; channel < channels && !Unsafe.IsNullRef(ref values); channel++)
        {
            Unsafe.Add(ref values, channel) = (float)Unsafe.Add(ref sums, channel);
        }
    }

    private readonly ref struct ForwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref float y, int rows, int columns, int channels, int inner, VirtualBatches parts,
        float epsilon, bool unbiased, ref float mean, ref float variance, ref float scratch, ref readonly float gamma, ref readonly float beta)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;
        private readonly ref float _mean = ref mean;
        private readonly ref float _variance = ref variance;
        private readonly ref float _scratch = ref scratch;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector, TActivation>(
                activation, in _x, ref _y, rows, columns, channels, inner, parts, epsilon, unbiased, ref _mean, ref _variance, ref _scratch, in _gamma,
                in _beta);
    }

    private readonly ref struct BackwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref float dy, int rows, int columns, int channels, int inner,
        VirtualBatches parts, float epsilon, ref float scratch, ref readonly float gamma, ref readonly float beta, ref float dgamma, ref float dbeta)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref float _dy = ref dy;
        private readonly ref float _scratch = ref scratch;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;
        private readonly ref float _dgamma = ref dgamma;
        private readonly ref float _dbeta = ref dbeta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Backward<TVector, TActivation>(
                activation, in _x, in _y, ref _dy, rows, columns, channels, inner, parts, epsilon, ref _scratch, in _gamma, in _beta, ref _dgamma,
                ref _dbeta);
    }
}
