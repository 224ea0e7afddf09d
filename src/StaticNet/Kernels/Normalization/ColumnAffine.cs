using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// A shift and a scale for each column of a panel: a fixed scaler, or batch normalisation by moving statistics.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnAffine
{
    /// <summary><c>y = ((x − center) − centerLow)·scale + offset</c>, column by column. NaN and infinity propagate.</summary>
    /// <param name="x">The panel <c>[rows, width]</c>; its padding may hold anything and gives anything.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="center">What is subtracted first, <paramref name="width"/> values, or a null reference for 0.</param>
    /// <param name="centerLow">
    /// What <paramref name="center"/> lacks of a center of more than single precision, or a null reference for 0.
    /// </param>
    /// <param name="scale"><paramref name="width"/> values, or a null reference for 1.</param>
    /// <param name="offset"><paramref name="width"/> values, or a null reference for 0.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        ref readonly float center,
        ref readonly float centerLow,
        ref readonly float scale,
        ref readonly float offset,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new ForwardBody(in x, ref y, rows, width, in center, in centerLow, in scale, in offset), arithmetic);

    /// <summary><c>x = (x − center) − centerLow</c>, column by column, over all panels of a matrix.</summary>
    /// <param name="x">All panels of <c>[rows, columns]</c>, overwritten.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="center">A value a column, with padding.</param>
    /// <param name="centerLow">What <paramref name="center"/> lacks of a center of more than single precision, likewise.</param>
    public static void Center(ref float x, int rows, int columns, ref readonly float center, ref readonly float centerLow)
    {
        for (int panel = 0; panel < Panel.Count(columns); panel++)
        {
            int column = panel * Panel.Width;
            ref float values = ref Unsafe.Add(ref x, column * rows);
            Forward(
                in values,
                ref values,
                rows,
                Panel.WidthOf(panel, columns),
                in Unsafe.Add(ref Unsafe.AsRef(in center), column),
                in Unsafe.Add(ref Unsafe.AsRef(in centerLow), column),
                in Unsafe.NullRef<float>(),
                in Unsafe.NullRef<float>());
        }
    }

    /// <summary><c>dx = dy·scale</c>, column by column.</summary>
    /// <param name="dy">The panel <c>[rows, width]</c>; its padding may hold anything and gives anything.</param>
    /// <param name="dx">The panel <c>[rows, width]</c>, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="scale"><paramref name="width"/> values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref readonly float dy, ref float dx, int rows, int width, ref readonly float scale) =>
        VectorWidth.Run(new BackwardBody(in dy, ref dx, rows, width, in scale));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector>(
        ref readonly float x,
        ref float y,
        int rows,
        int width,
        ref readonly float center,
        ref readonly float centerLow,
        ref readonly float scale,
        ref readonly float offset)
        where TVector : struct, IVector<TVector>
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector high = OptionalVector.Load<TVector>(in center, column, 0f);
            TVector low = OptionalVector.Load<TVector>(in centerLow, column, 0f);
            TVector factor = OptionalVector.Load<TVector>(in scale, column, 1f);
            TVector shift = OptionalVector.Load<TVector>(in offset, column, 0f);
            for (nuint i = column; i < end; i += stride)
            {
                TVector.MultiplyAdd(TVector.Load(in x, i) - high - low, factor, shift).Store(ref y, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Backward<TVector>(ref readonly float dy, ref float dx, int rows, int width, ref readonly float scale)
        where TVector : struct, IVector<TVector>
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector factor = TVector.Load(in scale, column);
            for (nuint i = column; i < end; i += stride)
            {
                (TVector.Load(in dy, i) * factor).Store(ref dx, i);
            }
        }
    }

    private readonly ref struct ForwardBody(
        ref readonly float x, ref float y, int rows, int width, ref readonly float center, ref readonly float centerLow,
        ref readonly float scale, ref readonly float offset)
        : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;
        private readonly ref readonly float _center = ref center;
        private readonly ref readonly float _centerLow = ref centerLow;
        private readonly ref readonly float _scale = ref scale;
        private readonly ref readonly float _offset = ref offset;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector>(in _x, ref _y, rows, width, in _center, in _centerLow, in _scale, in _offset);
    }

    private readonly ref struct BackwardBody(ref readonly float dy, ref float dx, int rows, int width, ref readonly float scale) : IVectorBody
    {
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;
        private readonly ref readonly float _scale = ref scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Backward<TVector>(in _dy, ref _dx, rows, width, in _scale);
    }
}
