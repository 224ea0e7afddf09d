using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Batch normalisation with the activation that follows it, where the channels lie along an axis that is not the last: row r of the matrix
/// <c>[rows, columns]</c> belongs to channel <c>(r / inner) % channels</c>, and a channel's statistics run over its rows and all columns.
/// The formulas are those of <see cref="BatchNormalization"/>.
/// </summary>
/// <remarks>
/// Per-channel vectors hold <c>channels</c> values, of which nothing beyond is touched. Padding columns may hold anything and never take
/// part in a sum. NaN and infinity propagate inside their channel.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowBatchNormalization
{
    /// <summary>
    /// Mean, biased variance (divisor: values of the channel) and <c>1/√(variance + epsilon)</c> of every channel. Two passes: the
    /// mean from differences to the first value, the variance from differences to the mean.
    /// </summary>
    /// <param name="x">All panels of the matrix.</param>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
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
        int columns,
        int channels,
        int inner,
        float epsilon,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new StatisticsBody(
            in x, rows, columns, channels, inner, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation), arithmetic);

    /// <summary>
    /// What a training pass normalises by: the statistics of the batch, towards which the moving ones go, or, of a layer that is frozen, the moving
    /// ones as they are.
    /// </summary>
    /// <param name="frozen">Whether the layer is frozen.</param>
    /// <param name="x">The matrix, in panels.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="inner">Rows from one channel to the next.</param>
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
        int columns,
        int channels,
        int inner,
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
            BatchNormalization.TakeMoving(
                in movingMean, in movingVariance, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation, Panel.PaddedColumns(channels));
            return;
        }

        Statistics(in x, rows, columns, channels, inner, epsilon, ref mean, ref meanLow, ref variance, ref inverseDeviation, arithmetic);
        BatchNormalization.UpdateMoving(ref movingMean, in mean, momentum, 1, channels);
        BatchNormalization.UpdateMoving(ref movingVariance, in variance, momentum, factor, channels);
    }

    /// <summary><c>y = f(x̂·gamma + beta)</c> with <c>x̂ = ((x − mean) − meanLow)·inverseDeviation</c>.</summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">All panels of the matrix.</param>
    /// <param name="y">All panels, overwritten but for padding; may be <paramref name="x"/> where x is not needed again.</param>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
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
        int columns,
        int channels,
        int inner,
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(new NormalizeBody<TActivation>(
            activation, in x, ref y, rows, columns, channels, inner, in mean, in meanLow, in inverseDeviation, in gamma, in beta), arithmetic);

    /// <summary>
    /// The gradient through <c>Normalize</c> by the batch's own statistics. With <c>g = dy·f′</c> and n values a channel:
    /// <c>dbeta = Σ g</c>, <c>dgamma = Σ g·x̂</c>, <c>dx = gamma·inverseDeviation·(g − dbeta/n − x̂·dgamma/n)</c>.
    /// </summary>
    /// <typeparam name="TActivation">The activation f.</typeparam>
    /// <param name="activation">The activation f.</param>
    /// <param name="x">The input, all panels.</param>
    /// <param name="y">The output of <c>Normalize</c>, after the activation, all panels.</param>
    /// <param name="dy">The gradient after the activation, all panels; becomes dx.</param>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="meanLow">What <paramref name="mean"/> lacks, or a null reference for 0.</param>
    /// <param name="inverseDeviation"><c>1/√(variance + epsilon)</c>.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten, or a null reference.</param>
    /// <param name="dbeta">The gradient of beta, overwritten, or a null reference.</param>
    /// <param name="frozen">Whether the statistics are fixed and do not depend on x: then <c>dx = gamma·inverseDeviation·g</c>.</param>
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
            activation, in x, in y, ref dy, rows, columns, channels, inner, in mean, in meanLow, in inverseDeviation, in gamma, in beta,
            ref dgamma, ref dbeta, frozen), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Statistics<TVector>(
        ref readonly float x,
        int rows,
        int columns,
        int channels,
        int inner,
        float epsilon,
        ref float mean,
        ref float meanLow,
        ref float variance,
        ref float inverseDeviation,
        RowSlice slice = default)
        where TVector : struct, IVector<TVector>
    {
        Span<double> lanes = stackalloc double[Simd512.Count];
        double count = (double)rows / channels * columns;
        for (int channel = 0; channel < channels; channel++)
        {
            nuint firstRow = (nuint)slice.First + ((nuint)channel * (nuint)inner);
            float pivot = Unsafe.Add(ref Unsafe.AsRef(in x), firstRow * (nuint)Panel.WidthOf(0, columns));
            var runs = new ChannelRuns(rows, columns, channels, inner, channel, TVector.Count, slice);
            lanes.Clear();
            while (runs.MoveNext())
            {
                AddDifferences(in x, in runs, TVector.Broadcast(pivot), ref MemoryMarshal.GetReference(lanes));
            }

            double exact = pivot + (Total(lanes) / count);
            float high = (float)exact;
            float low = (float)(exact - high);
            Unsafe.Add(ref mean, channel) = high;
            Unsafe.Add(ref meanLow, channel) = low;

            runs = new ChannelRuns(rows, columns, channels, inner, channel, TVector.Count, slice);
            lanes.Clear();
            while (runs.MoveNext())
            {
                AddSquares(in x, in runs, TVector.Broadcast(high), TVector.Broadcast(low), ref MemoryMarshal.GetReference(lanes));
            }

            Unsafe.Add(ref variance, channel) = (float)(Total(lanes) / count);
        }

        BatchNormalization.InverseDeviation<TVector>(in variance, epsilon, ref inverseDeviation, channels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Normalize<TVector, TActivation>(
        TActivation activation,
        ref readonly float x,
        ref float y,
        int rows,
        int columns,
        int channels,
        int inner,
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        RowSlice slice = default)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        for (int channel = 0; channel < channels; channel++)
        {
            TVector high = Parameter<TVector>(in mean, channel, 0f);
            TVector low = Parameter<TVector>(in meanLow, channel, 0f);
            TVector factor = Parameter<TVector>(in inverseDeviation, channel, 1f) * Parameter<TVector>(in gamma, channel, 1f);
            TVector shift = Parameter<TVector>(in beta, channel, 0f);
            var runs = new ChannelRuns(rows, columns, channels, inner, channel, TVector.Count, slice);
            while (runs.MoveNext())
            {
                nuint end = runs.End;
                nuint stride = runs.Stride;
                for (nuint i = runs.Start; i < end; i += stride)
                {
                    TVector difference = TVector.Load(in x, i) - high - low;
                    activation.Forward(TVector.MultiplyAdd(difference, factor, shift)).Store(ref y, i);
                }
            }
        }
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
        ref readonly float mean,
        ref readonly float meanLow,
        ref readonly float inverseDeviation,
        ref readonly float gamma,
        ref readonly float beta,
        ref float dgamma,
        ref float dbeta,
        bool frozen,
        RowSlice slice = default)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        Span<double> gradientLanes = stackalloc double[Simd512.Count];
        Span<double> productLanes = stackalloc double[Simd512.Count];
        double count = (double)rows / channels * columns;
        for (int channel = 0; channel < channels; channel++)
        {
            TVector high = Parameter<TVector>(in mean, channel, 0f);
            TVector low = Parameter<TVector>(in meanLow, channel, 0f);
            TVector inverse = Parameter<TVector>(in inverseDeviation, channel, 1f);
            TVector factor = inverse * Parameter<TVector>(in gamma, channel, 1f);
            TVector shift = Parameter<TVector>(in beta, channel, 0f);
            var runs = new ChannelRuns(rows, columns, channels, inner, channel, TVector.Count, slice);
            gradientLanes.Clear();
            productLanes.Clear();
            while (runs.MoveNext())
            {
                TVector real = TVector.FirstLanes(runs.Lanes);
                TVector gradientSum = TVector.Zero;
                TVector productSum = TVector.Zero;
                nuint end = runs.End;
                nuint stride = runs.Stride;
                for (nuint i = runs.Start; i < end; i += stride)
                {
                    TVector difference = TVector.Load(in x, i) - high - low;
                    TVector argument = TVector.MultiplyAdd(difference, factor, shift);
                    TVector gradient = activation.Gradient(TVector.Load(in dy, i), argument, TVector.Load(in y, i));
                    gradient.Store(ref dy, i);
                    gradientSum += gradient;
                    productSum = TVector.MultiplyAdd(gradient, difference * inverse, productSum);
                }

                gradientSum = TVector.Where(real, gradientSum);
                productSum = TVector.Where(real, productSum);
                TVector.AddWidened(gradientSum, ref MemoryMarshal.GetReference(gradientLanes), runs.Lane);
                TVector.AddWidened(productSum, ref MemoryMarshal.GetReference(productLanes), runs.Lane);
            }

            double gradientTotal = Total(gradientLanes);
            double productTotal = Total(productLanes);
            if (!Unsafe.IsNullRef(ref dgamma))
            {
                Unsafe.Add(ref dgamma, channel) = (float)productTotal;
            }

            if (!Unsafe.IsNullRef(ref dbeta))
            {
                Unsafe.Add(ref dbeta, channel) = (float)gradientTotal;
            }

            TVector constant = TVector.Broadcast((float)(gradientTotal / count));
            TVector slope = -TVector.Broadcast((float)(productTotal / count)) * inverse;
            runs = new ChannelRuns(rows, columns, channels, inner, channel, TVector.Count, slice);
            while (runs.MoveNext())
            {
                nuint end = runs.End;
                nuint stride = runs.Stride;
                for (nuint i = runs.Start; i < end; i += stride)
                {
                    TVector gradient = TVector.Load(in dy, i);
                    if (!frozen)
                    {
                        TVector difference = TVector.Load(in x, i) - high - low;
                        gradient = TVector.MultiplyAdd(difference, slope, gradient - constant);
                    }

                    (gradient * factor).Store(ref dy, i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddDifferences<TVector>(ref readonly float x, in ChannelRuns run, TVector pivot, ref double lanes)
        where TVector : struct, IVector<TVector>
    {
        TVector sum = TVector.Zero;
        nuint end = run.End;
        nuint stride = run.Stride;
        for (nuint i = run.Start; i < end; i += stride)
        {
            sum += TVector.Load(in x, i) - pivot;
        }

        TVector.AddWidened(TVector.Where(TVector.FirstLanes(run.Lanes), sum), ref lanes, run.Lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSquares<TVector>(ref readonly float x, in ChannelRuns run, TVector high, TVector low, ref double lanes)
        where TVector : struct, IVector<TVector>
    {
        TVector sum = TVector.Zero;
        nuint end = run.End;
        nuint stride = run.Stride;
        for (nuint i = run.Start; i < end; i += stride)
        {
            TVector difference = TVector.Load(in x, i) - high - low;
            sum = TVector.MultiplyAdd(difference, difference, sum);
        }

        TVector.AddWidened(TVector.Where(TVector.FirstLanes(run.Lanes), sum), ref lanes, run.Lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Parameter<TVector>(ref readonly float values, int channel, float otherwise)
        where TVector : struct, IVector<TVector> =>
        TVector.Broadcast(Unsafe.IsNullRef(in values) ? otherwise : Unsafe.Add(ref Unsafe.AsRef(in values), channel));

    private static double Total(ReadOnlySpan<double> lanes)
    {
        double total = 0;
        foreach (double lane in lanes)
        {
            total += lane;
        }

        return total;
    }

    private readonly ref struct StatisticsBody(
        ref readonly float x, int rows, int columns, int channels, int inner, float epsilon, ref float mean, ref float meanLow,
        ref float variance, ref float inverseDeviation)
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
            Statistics<TVector>(
                in _x, rows, columns, channels, inner, epsilon, ref _mean, ref _meanLow, ref _variance, ref _inverseDeviation);
    }

    private readonly ref struct NormalizeBody<TActivation>(
        TActivation activation, ref readonly float x, ref float y, int rows, int columns, int channels, int inner,
        ref readonly float mean, ref readonly float meanLow, ref readonly float inverseDeviation, ref readonly float gamma,
        ref readonly float beta)
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
                activation, in _x, ref _y, rows, columns, channels, inner, in _mean, in _meanLow, in _inverseDeviation, in _gamma,
                in _beta);
    }

    private readonly ref struct BackwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref float dy, int rows, int columns, int channels, int inner,
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
                activation, in _x, in _y, ref _dy, rows, columns, channels, inner, in _mean, in _meanLow, in _inverseDeviation,
                in _gamma, in _beta, ref _dgamma, ref _dbeta, frozen);
    }
}
