using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Normalisation by statistics of each sample alone, the same in training and prediction: layer normalisation (Ba, Kiros and Hinton, 2016) over the
/// columns of a row, root mean square normalisation (Zhang and Sennrich, NeurIPS 2019), which subtracts no mean, and group normalisation (Wu and He,
/// ECCV 2018) over groups of columns and all positions of a sample.
/// </summary>
/// <remarks>
/// A sample is <c>positions</c> rows of the matrix <c>[rows, columns]</c>, and a group <c>columns/groups</c> neighbouring columns. The mean is kept
/// in two parts, so that values far from zero lose nothing. What is kept for backward is <c>1/√(variance + epsilon)</c> of each sample and group,
/// then, where a mean is subtracted, the means and what these lack: 3 or 1 times <c>rows/positions·groups</c> floats. Padding columns may hold
/// anything and never take part in a sum. NaN and infinity propagate inside their sample and group.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleNormalization
{
    /// <summary><c>y = x̂·gamma + beta</c>, <c>x̂ = (x − mean)/√(variance + epsilon)</c>, of some of the samples.</summary>
    /// <param name="x">All panels of the matrix.</param>
    /// <param name="y">All panels; those samples are overwritten but for padding; may be <paramref name="x"/> where x is not needed again.</param>
    /// <param name="rows">Rows of the matrix, a multiple of <paramref name="positions"/>.</param>
    /// <param name="columns">Columns of the matrix, a multiple of <paramref name="groups"/>.</param>
    /// <param name="positions">Rows of a sample, at least 1.</param>
    /// <param name="groups">Groups of columns, at least 1.</param>
    /// <param name="centered">Whether the mean is subtracted; otherwise it counts as 0.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="gamma">The scale of each column, or a null reference for 1.</param>
    /// <param name="beta">The shift of each column, or a null reference for 0.</param>
    /// <param name="moments">Where the statistics are kept, or a null reference.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="end">The sample after the last.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ref readonly float x,
        ref float y,
        int rows,
        int columns,
        int positions,
        int groups,
        bool centered,
        float epsilon,
        ref readonly float gamma,
        ref readonly float beta,
        ref float moments,
        int first,
        int end,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(
            new ForwardBody(in x, ref y, new Layout(rows, columns, positions, groups, centered), epsilon, in gamma, in beta, ref moments, first, end),
            arithmetic);

    /// <summary>The gradients of gamma, <c>Σ dy·x̂</c>, and of beta, <c>Σ dy</c>, over all rows, for the columns of one panel.</summary>
    /// <param name="x">The input, all panels.</param>
    /// <param name="dy">The gradient of the output, all panels.</param>
    /// <param name="moments">What <c>Forward</c> kept.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="positions">Rows of a sample.</param>
    /// <param name="groups">Groups of columns.</param>
    /// <param name="centered">Whether the mean is subtracted.</param>
    /// <param name="panel">The panel.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten in the panel's columns and zero in its padding, or a null reference.</param>
    /// <param name="dbeta">The gradient of beta, likewise, or a null reference.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ParameterGradients(
        ref readonly float x,
        ref readonly float dy,
        ref readonly float moments,
        int rows,
        int columns,
        int positions,
        int groups,
        bool centered,
        int panel,
        ref float dgamma,
        ref float dbeta,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(
            new ParameterGradientsBody(
                in x, in dy, in moments, new Layout(rows, columns, positions, groups, centered), panel, ref dgamma, ref dbeta),
            arithmetic);

    /// <summary>
    /// The gradient of the input of some of the samples: with <c>g = dy·gamma</c> and n values a group,
    /// <c>dx = (g − Σ g/n − x̂·Σ g·x̂/n)/√(variance + epsilon)</c>, without the first sum where no mean is subtracted.
    /// </summary>
    /// <param name="x">The input, all panels.</param>
    /// <param name="dy">The gradient of the output, all panels.</param>
    /// <param name="dx">All panels; those samples are overwritten but for padding; may be <paramref name="dy"/>.</param>
    /// <param name="moments">What <c>Forward</c> kept.</param>
    /// <param name="gamma">The scale of each column, or a null reference for 1.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="positions">Rows of a sample.</param>
    /// <param name="groups">Groups of columns.</param>
    /// <param name="centered">Whether the mean is subtracted.</param>
    /// <param name="first">The first sample.</param>
    /// <param name="end">The sample after the last.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradient(
        ref readonly float x,
        ref readonly float dy,
        ref float dx,
        ref readonly float moments,
        ref readonly float gamma,
        int rows,
        int columns,
        int positions,
        int groups,
        bool centered,
        int first,
        int end,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(
            new InputGradientBody(
                in x, in dy, ref dx, in moments, in gamma, new Layout(rows, columns, positions, groups, centered), first, end),
            arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector>(
        ref readonly float x,
        ref float y,
        in Layout layout,
        float epsilon,
        ref readonly float gamma,
        ref readonly float beta,
        ref float moments,
        int first,
        int end)
        where TVector : struct, IVector<TVector>
    {
        Span<double> sums = stackalloc double[LaneSums.Count];
        for (int sample = first; sample < end; sample++)
        {
            for (int group = 0; group < layout.Groups; group++)
            {
                SampleRegion region = layout.Region(sample, group);
                float high = 0;
                float low = 0;
                if (layout.Centered)
                {
                    // Differences to a value of the group: where all lie far from zero, these are small and exact.
                    float pivot = Unsafe.Add(ref Unsafe.AsRef(in x), region.Offset(region.FirstRow, region.Start));
                    double mean = pivot + (region.Sum<TVector, Difference>(new Difference(in x, pivot), ref sums[0]) / region.Count);
                    high = (float)mean;
                    low = (float)(mean - high);
                }

                double variance = region.Sum<TVector, Square>(new Square(in x, high, low), ref sums[0]) / region.Count;
                float inverse = (float)(1 / Math.Sqrt(variance + epsilon));
                if (!Unsafe.IsNullRef(ref moments))
                {
                    layout.Keep(ref moments, sample, group, inverse, high, low);
                }

                Normalize<TVector>(in x, ref y, in region, high, low, inverse, in gamma, in beta);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ParameterGradients<TVector>(
        ref readonly float x, ref readonly float dy, ref readonly float moments, in Layout layout, int panel, ref float dgamma, ref float dbeta)
        where TVector : struct, IVector<TVector>
    {
        Span<double> gammaSums = stackalloc double[LaneSums.Count];
        Span<double> betaSums = stackalloc double[LaneSums.Count];
        int end = (panel * Panel.Width) + Panel.WidthOf(panel, layout.Columns);
        for (int column = panel * Panel.Width; column < end; column += TVector.Count)
        {
            gammaSums.Clear();
            betaSums.Clear();
            if (column < layout.Columns)
            {
                AddGradients<TVector>(in dy, in layout, column, ref betaSums[0]);

                // A vector may hold columns of several groups, each with statistics of its own.
                int last = Math.Min(column + TVector.Count, layout.Columns) - 1;
                for (int group = column / layout.GroupColumns; group <= last / layout.GroupColumns; group++)
                {
                    AddProducts<TVector>(in x, in dy, in moments, in layout, column, group, ref gammaSums[0]);
                }
            }

            for (int lane = 0; lane < TVector.Count; lane++)
            {
                if (!Unsafe.IsNullRef(ref dgamma))
                {
                    Unsafe.Add(ref dgamma, column + lane) = (float)gammaSums[lane];
                }

                if (!Unsafe.IsNullRef(ref dbeta))
                {
                    Unsafe.Add(ref dbeta, column + lane) = (float)betaSums[lane];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void InputGradient<TVector>(
        ref readonly float x,
        ref readonly float dy,
        ref float dx,
        ref readonly float moments,
        ref readonly float gamma,
        in Layout layout,
        int first,
        int end)
        where TVector : struct, IVector<TVector>
    {
        Span<double> sums = stackalloc double[LaneSums.Count];
        for (int sample = first; sample < end; sample++)
        {
            for (int group = 0; group < layout.Groups; group++)
            {
                SampleRegion region = layout.Region(sample, group);
                layout.Read(in moments, sample, group, out float inverse, out float high, out float low);
                double constant = layout.Centered
                    ? region.Sum<TVector, Gradient>(new Gradient(in dy, in gamma), ref sums[0]) / region.Count
                    : 0;
                double slope = region.Sum<TVector, Product>(new Product(in x, in dy, in gamma, high, low), ref sums[0]) / region.Count
                    * inverse * inverse;
                TVector mean = TVector.Broadcast(high);
                TVector meanLow = TVector.Broadcast(low);
                TVector constantPart = TVector.Broadcast((float)constant);
                TVector slopePart = -TVector.Broadcast((float)slope);
                TVector factor = TVector.Broadcast(inverse);
                int start = region.Start - (region.Start % TVector.Count);
                for (int row = region.FirstRow; row < region.FirstRow + region.Positions; row++)
                {
                    for (int column = start; column < region.End; column += TVector.Count)
                    {
                        nuint i = region.Offset(row, column);
                        TVector difference = TVector.Load(in x, i) - mean - meanLow;
                        TVector gradient = TVector.Load(in dy, i) * OptionalVector.Load<TVector>(in gamma, (nuint)column, 1f);
                        gradient = TVector.MultiplyAdd(difference, slopePart, gradient - constantPart) * factor;
                        region.Select(column, gradient, TVector.Load(ref dx, i)).Store(ref dx, i);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<TVector>(
        ref readonly float x,
        ref float y,
        in SampleRegion region,
        float high,
        float low,
        float inverse,
        ref readonly float gamma,
        ref readonly float beta)
        where TVector : struct, IVector<TVector>
    {
        TVector mean = TVector.Broadcast(high);
        TVector meanLow = TVector.Broadcast(low);
        TVector inverseDeviation = TVector.Broadcast(inverse);
        int start = region.Start - (region.Start % TVector.Count);
        for (int row = region.FirstRow; row < region.FirstRow + region.Positions; row++)
        {
            for (int column = start; column < region.End; column += TVector.Count)
            {
                nuint i = region.Offset(row, column);
                TVector factor = inverseDeviation * OptionalVector.Load<TVector>(in gamma, (nuint)column, 1f);
                TVector shift = OptionalVector.Load<TVector>(in beta, (nuint)column, 0f);
                TVector value = TVector.MultiplyAdd(TVector.Load(in x, i) - mean - meanLow, factor, shift);
                region.Select(column, value, TVector.Load(ref y, i)).Store(ref y, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddGradients<TVector>(ref readonly float dy, in Layout layout, int column, ref double sums)
        where TVector : struct, IVector<TVector>
    {
        TVector mask = TVector.FirstLanes(layout.Columns - column);
        for (int block = 0; block < layout.Rows; block += ColumnSums.BlockRows)
        {
            TVector sum = TVector.Zero;
            int end = Math.Min(layout.Rows, block + ColumnSums.BlockRows);
            for (int row = block; row < end; row++)
            {
                sum += TVector.Load(in dy, (nuint)Panel.Offset(row, column, layout.Rows, layout.Columns));
            }

            TVector.AddWidened(TVector.Where(mask, sum), ref sums, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TVector>(
        ref readonly float x, ref readonly float dy, ref readonly float moments, in Layout layout, int column, int group, ref double sums)
        where TVector : struct, IVector<TVector>
    {
        int sample = 0;
        int position = 0;
        for (int block = 0; block < layout.Rows; block += ColumnSums.BlockRows)
        {
            TVector sum = TVector.Zero;
            int end = Math.Min(layout.Rows, block + ColumnSums.BlockRows);
            for (int row = block; row < end; row++)
            {
                nuint i = (nuint)Panel.Offset(row, column, layout.Rows, layout.Columns);
                layout.Read(in moments, sample, group, out float inverse, out float high, out float low);
                TVector normalized = (TVector.Load(in x, i) - TVector.Broadcast(high) - TVector.Broadcast(low)) * TVector.Broadcast(inverse);
                sum = TVector.MultiplyAdd(TVector.Load(in dy, i), normalized, sum);
                if (++position == layout.Positions)
                {
                    position = 0;
                    sample++;
                }
            }

            TVector.AddWidened(layout.Region(0, group).Select(column, sum, TVector.Zero), ref sums, 0);
        }
    }

    /// <summary>How samples and groups lie in the matrix, and their statistics in what is kept.</summary>
    internal readonly struct Layout(int rows, int columns, int positions, int groups, bool centered)
    {
        public int Rows => rows;

        public int Columns => columns;

        public int Positions => positions;

        public int Groups => groups;

        public bool Centered => centered;

        public int GroupColumns { get; } = columns / groups;

        private nuint Count { get; } = (nuint)(rows / positions) * (nuint)groups;

        public SampleRegion Region(int sample, int group) =>
            new(sample * positions, positions, group * GroupColumns, (group + 1) * GroupColumns, rows, columns);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Keep(ref float moments, int sample, int group, float inverse, float high, float low)
        {
            nuint i = ((nuint)sample * (nuint)groups) + (nuint)group;
            Unsafe.Add(ref moments, i) = inverse;
            if (centered)
            {
                Unsafe.Add(ref moments, Count + i) = high;
                Unsafe.Add(ref moments, (2 * Count) + i) = low;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Read(ref readonly float moments, int sample, int group, out float inverse, out float high, out float low)
        {
            nuint i = ((nuint)sample * (nuint)groups) + (nuint)group;
            ref float kept = ref Unsafe.AsRef(in moments);
            inverse = Unsafe.Add(ref kept, i);
            high = centered ? Unsafe.Add(ref kept, Count + i) : 0;
            low = centered ? Unsafe.Add(ref kept, (2 * Count) + i) : 0;
        }
    }

    private readonly ref struct Difference(ref readonly float x, float pivot) : ISampleTerm
    {
        private readonly ref readonly float _x = ref x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector At<TVector>(nuint offset, nuint column)
            where TVector : struct, IVector<TVector> =>
            TVector.Load(in _x, offset) - TVector.Broadcast(pivot);
    }

    private readonly ref struct Square(ref readonly float x, float high, float low) : ISampleTerm
    {
        private readonly ref readonly float _x = ref x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector At<TVector>(nuint offset, nuint column)
            where TVector : struct, IVector<TVector>
        {
            TVector difference = TVector.Load(in _x, offset) - TVector.Broadcast(high) - TVector.Broadcast(low);
            return difference * difference;
        }
    }

    private readonly ref struct Gradient(ref readonly float dy, ref readonly float gamma) : ISampleTerm
    {
        private readonly ref readonly float _dy = ref dy;
        private readonly ref readonly float _gamma = ref gamma;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector At<TVector>(nuint offset, nuint column)
            where TVector : struct, IVector<TVector> =>
            TVector.Load(in _dy, offset) * OptionalVector.Load<TVector>(in _gamma, column, 1f);
    }

    private readonly ref struct Product(ref readonly float x, ref readonly float dy, ref readonly float gamma, float high, float low) : ISampleTerm
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref readonly float _gamma = ref gamma;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector At<TVector>(nuint offset, nuint column)
            where TVector : struct, IVector<TVector>
        {
            TVector difference = TVector.Load(in _x, offset) - TVector.Broadcast(high) - TVector.Broadcast(low);
            return TVector.Load(in _dy, offset) * OptionalVector.Load<TVector>(in _gamma, column, 1f) * difference;
        }
    }

    private readonly ref struct ForwardBody(
        ref readonly float x,
        ref float y,
        Layout layout,
        float epsilon,
        ref readonly float gamma,
        ref readonly float beta,
        ref float moments,
        int first,
        int end) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;
        private readonly ref readonly float _gamma = ref gamma;
        private readonly ref readonly float _beta = ref beta;
        private readonly ref float _moments = ref moments;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector>(in _x, ref _y, in layout, epsilon, in _gamma, in _beta, ref _moments, first, end);
    }

    private readonly ref struct ParameterGradientsBody(
        ref readonly float x,
        ref readonly float dy,
        ref readonly float moments,
        Layout layout,
        int panel,
        ref float dgamma,
        ref float dbeta) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref readonly float _moments = ref moments;
        private readonly ref float _dgamma = ref dgamma;
        private readonly ref float _dbeta = ref dbeta;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ParameterGradients<TVector>(in _x, in _dy, in _moments, in layout, panel, ref _dgamma, ref _dbeta);
    }

    private readonly ref struct InputGradientBody(
        ref readonly float x,
        ref readonly float dy,
        ref float dx,
        ref readonly float moments,
        ref readonly float gamma,
        Layout layout,
        int first,
        int end) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;
        private readonly ref readonly float _moments = ref moments;
        private readonly ref readonly float _gamma = ref gamma;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            InputGradient<TVector>(in _x, in _dy, ref _dx, in _moments, in _gamma, in layout, first, end);
    }
}
