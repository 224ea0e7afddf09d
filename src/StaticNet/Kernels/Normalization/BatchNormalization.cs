using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Batch normalisation with the activation that follows it, where every column is a channel; a panel at a time. Ioffe and Szegedy, "Batch
/// normalization: accelerating deep network training by reducing internal covariate shift", ICML 2015.
/// </summary>
/// <remarks>
/// Per-column vectors hold <c>width</c> values. A mean is kept in two parts, <c>mean + meanLow</c>, so that a column whose values lie far
/// from zero loses nothing: <c>(x − mean)</c> is exact there, and what is left is small. NaN and infinity propagate inside their column.
/// Padding columns may hold anything; what is computed for them is anything, but for the gradients of the parameters, where it is zero.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class BatchNormalization
{
    /// <summary>
    /// Mean, biased variance (divisor: rows) and <c>1/√(variance + epsilon)</c> of every column, by <see cref="ColumnMoments"/>.
    /// </summary>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="rows">Rows of the panel, at least 1.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="mean">The mean, rounded to single precision.</param>
    /// <param name="meanLow">The mean less <paramref name="mean"/>.</param>
    /// <param name="variance">The biased variance, without epsilon.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Statistics(
        ref readonly float x,
        int rows,
        int width,
        float epsilon,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new StatisticsBody(in x, rows, width, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation), arithmetic);

    /// <summary><c>1/√(variance + epsilon)</c>, element by element, as <c>Statistics</c> computes it.</summary>
    /// <param name="variance"><paramref name="count"/> values.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="inverseDeviation"><paramref name="count"/> values, overwritten; may be <paramref name="variance"/>.</param>
    /// <param name="count">Any number of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InverseDeviation(ref readonly float variance, float epsilon, ref float inverseDeviation, int count) =>
        VectorWidth.Run(new InverseDeviationBody(in variance, epsilon, ref inverseDeviation, count));

    /// <summary>
    /// What <c>Statistics</c> gives of a batch, from moving statistics in its place: a layer that is frozen normalises by these.
    /// </summary>
    /// <param name="movingMean">The moving mean.</param>
    /// <param name="movingVariance">The moving variance.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="mean">The mean, overwritten.</param>
    /// <param name="meanLow">Zeros are written here; may be a null reference.</param>
    /// <param name="variance">The variance, overwritten.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>, overwritten.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    public static void TakeMoving(
        ref readonly float movingMean,
        ref readonly float movingVariance,
        float epsilon,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation,
        int count)
    {
        InverseDeviation(in movingVariance, epsilon, ref inverseDeviation, count);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref mean, i) = Unsafe.Add(ref Unsafe.AsRef(in movingMean), i);
            Unsafe.Add(ref variance, i) = Unsafe.Add(ref Unsafe.AsRef(in movingVariance), i);
            if (!Unsafe.IsNullRef(ref meanLow))
            {
                Unsafe.Add(ref meanLow, i) = 0;
            }
        }
    }

    /// <summary>
    /// What a training pass normalises by: the statistics of the batch, towards which the moving ones go, or, of a layer that is frozen, the moving
    /// ones as they are.
    /// </summary>
    /// <param name="frozen">Whether the layer is frozen.</param>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="rows">Rows of the panel, at least 1.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding: the moving statistics of the others stay as they are.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="momentum">What the moving statistics keep of their old values, in [0, 1].</param>
    /// <param name="factor">1, or <c>n/(n − 1)</c> to move an unbiased variance by a biased one.</param>
    /// <param name="movingMean">The moving mean.</param>
    /// <param name="movingVariance">The moving variance.</param>
    /// <param name="mean">The mean, overwritten.</param>
    /// <param name="meanLow">What <paramref name="mean"/> lacks, overwritten.</param>
    /// <param name="variance">The biased variance, overwritten.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>, overwritten.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void TrainingStatistics(
        bool frozen,
        ref readonly float x,
        int rows,
        int width,
        int columns,
        float epsilon,
        float momentum,
        float factor,
        ref float movingMean,
        ref float movingVariance,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation,
        Arithmetic arithmetic = Arithmetic.Fastest)
    {
        if (frozen)
        {
            TakeMoving(in movingMean, in movingVariance, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation, width);
            return;
        }

        Statistics(in x, rows, width, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation, arithmetic);
        UpdateMoving(ref movingMean, in mean, momentum, 1, columns);
        UpdateMoving(ref movingVariance, in variance, momentum, factor, columns);
    }

    /// <summary>
    /// <c>y = f(x̂·gamma + beta)</c> with <c>x̂ = ((x − mean) − meanLow)·inverseDeviation</c>: by a batch's statistics or by moving ones.
    /// </summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten; may be <paramref name="x"/> where x is not needed again.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="meanLow">What <paramref name="mean"/> lacks, or a null reference for 0.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Normalize<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(new NormalizeBody<TActivation>(
            activation, in x, ref y, rows, width, in mean, in meanLow, in inverseDeviation, in gamma, in beta), arithmetic);

    /// <summary>
    /// The gradient through <c>Normalize</c> by the batch's own statistics, which depend on every row. With <c>g = dy·f′</c>:
    /// <c>dbeta = Σ g</c>, <c>dgamma = Σ g·x̂</c>, <c>dx = gamma·inverseDeviation·(g − dbeta/rows − x̂·dgamma/rows)</c>, the sums in
    /// blocks of single precision that are added up in double.
    /// </summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The input <c>[rows, width]</c>.</param>
    /// <param name="y">The output <c>[rows, width]</c> of <c>Normalize</c>, after the activation; only read where that is not short, or frozen.</param>
    /// <param name="dy">The gradient after the activation <c>[rows, width]</c>; becomes dx.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    /// <param name="mean">The mean of the batch.</param>
    /// <param name="meanLow">What <paramref name="mean"/> lacks, or a null reference for 0.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c> of the batch.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten, or a null reference; its padding is zero.</param>
    /// <param name="dbeta">The gradient of beta, overwritten, or a null reference; its padding is zero.</param>
    /// <param name="frozen">Whether the statistics are fixed and do not depend on x: then <c>dx = gamma·inverseDeviation·g</c>.</param>
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
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta,
        bool frozen,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(new BackwardBody<TActivation>(
            activation, in x, in y, ref dy, rows, width, columns, in mean, in meanLow, in inverseDeviation, in gamma, in beta,
            ref dgamma, ref dbeta, frozen), arithmetic);

    /// <summary><c>moving = momentum·moving + (1 − momentum)·factor·batch</c>, element by element.</summary>
    /// <param name="moving">The moving statistic, <paramref name="count"/> values.</param>
    /// <param name="batch">The same statistic of a batch.</param>
    /// <param name="momentum">What is kept of the old value, in [0, 1].</param>
    /// <param name="factor">1, or <c>n/(n − 1)</c> to move an unbiased variance by a biased one.</param>
    /// <param name="count">
    /// Values, any number. The padding of a batch's statistics may hold anything, so leave it out where the moving one's must stay zero.
    /// </param>
    public static void UpdateMoving(ref float moving, ref readonly float batch, float momentum, float factor, int count)
    {
        float share = (1f - momentum) * factor;
        for (int i = 0; i < count; i++)
        {
            ref float value = ref Unsafe.Add(ref moving, i);
            value = (momentum * value) + (share * Unsafe.Add(ref Unsafe.AsRef(in batch), i));
        }
    }

    /// <summary>What turns a variance of divisor n into one of divisor n − 1: <c>n/(n − 1)</c>.</summary>
    /// <param name="values">Values a channel, n; more than 1.</param>
    public static float UnbiasedFactor(int values) => (float)((double)values / (values - 1));

    private readonly ref struct StatisticsBody(
        ref readonly float x, int rows, int width, float epsilon, ref float mean, ref float meanLow, ref float variance,
        ref float inverseDeviation)
        : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _mean = ref mean;
        private readonly ref float _meanLow = ref meanLow;
        private readonly ref float _variance = ref variance;
        private readonly ref float _inverseDeviation = ref inverseDeviation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Statistics<TVector>(in _x, rows, width, epsilon, ref _mean, ref _meanLow, ref _variance, ref _inverseDeviation);
    }

    private readonly ref struct InverseDeviationBody(ref readonly float variance, float epsilon, ref float inverseDeviation, int count)
        : IVectorBody
    {
        private readonly ref readonly float _variance = ref variance;
        private readonly ref float _inverseDeviation = ref inverseDeviation;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            InverseDeviation<TVector>(in _variance, epsilon, ref _inverseDeviation, count);
    }

    private readonly ref struct NormalizeBody<TActivation>(
        TActivation activation, ref readonly float x, ref float y, int rows, int width, ref readonly float mean,
        ref readonly float meanLow, ref readonly float inverseDeviation, ref readonly float gamma, ref readonly float beta)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;
        private readonly ref readonly float _mean = ref mean;
        private readonly ref readonly float _meanLow = ref meanLow;
        private readonly ref readonly float _inverseDeviation = ref inverseDeviation;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Normalize<TVector, TActivation>(
                activation, in _x, ref _y, rows, width, in _mean, in _meanLow, in _inverseDeviation, in _gamma, in _beta);
    }

    private readonly ref struct BackwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref float dy, int rows, int width, int columns,
        ref readonly float mean, ref readonly float meanLow, ref readonly float inverseDeviation, ref readonly float gamma,
        ref readonly float beta, ref float dgamma, ref float dbeta, bool frozen)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref float _dy = ref dy;
        private readonly ref readonly float _mean = ref mean;
        private readonly ref readonly float _meanLow = ref meanLow;
        private readonly ref readonly float _inverseDeviation = ref inverseDeviation;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;
        private readonly ref float _dgamma = ref dgamma;
        private readonly ref float _dbeta = ref dbeta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Backward<TVector, TActivation>(
                activation, in _x, in _y, ref _dy, rows, width, columns, in _mean, in _meanLow, in _inverseDeviation, in _gamma,
                in _beta, ref _dgamma, ref _dbeta, frozen);
    }
}
