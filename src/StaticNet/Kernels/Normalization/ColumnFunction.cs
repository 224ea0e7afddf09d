using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A function of some columns of a panel; the others pass through.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnFunction
{
    /// <summary><c>y = f(x)</c> in the chosen columns, <c>y = x</c> in the others.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="x">The panel <c>[rows, width]</c>; its padding may hold anything and gives anything.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="chosen">The chosen columns: bit c for column c of the panel.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TFunction>(
        TFunction function, ref readonly float x, ref float y, int rows, int width, uint chosen, Arithmetic arithmetic = Arithmetic.Fastest)
        where TFunction : struct, IActivation =>
        VectorWidth.Run(new ForwardBody<TFunction>(function, in x, ref y, rows, width, chosen), arithmetic);

    /// <summary><c>dx = dy·f′(x)</c> in the chosen columns, <c>dx = dy</c> in the others.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="x">The inputs; not read where <see cref="IActivation.UsesInput"/> is false.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="dy">The panel <c>[rows, width]</c> of the outputs' gradient.</param>
    /// <param name="dx">The panel <c>[rows, width]</c>, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="chosen">The chosen columns: bit c for column c of the panel.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TFunction>(
        TFunction function,
        ref readonly float x,
        ref readonly float y,
        ref readonly float dy,
        ref float dx,
        int rows,
        int width,
        uint chosen,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TFunction : struct, IActivation =>
        VectorWidth.Run(new BackwardBody<TFunction>(function, in x, in y, in dy, ref dx, rows, width, chosen), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector, TFunction>(
        TFunction function, ref readonly float x, ref float y, int rows, int width, uint chosen)
        where TVector : struct, IVector<TVector>
        where TFunction : struct, IActivation
    {
        Span<float> lanes = stackalloc float[Panel.Width];
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector mask = Mask<TVector>(lanes, chosen, column);
            for (nuint i = column; i < end; i += stride)
            {
                TVector value = TVector.Load(in x, i);
                TVector.Select(mask, function.Forward(value), value).Store(ref y, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRun<TVector, TFunction>(
        TFunction function, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int rows, int width, uint chosen)
        where TVector : struct, IVector<TVector>
        where TFunction : struct, IActivation
    {
        Span<float> lanes = stackalloc float[Panel.Width];
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector mask = Mask<TVector>(lanes, chosen, column);
            for (nuint i = column; i < end; i += stride)
            {
                TVector input = TFunction.UsesInput ? TVector.Load(in x, i) : TVector.Zero;
                TVector gradient = TVector.Load(in dy, i);
                TVector.Select(mask, function.Gradient(gradient, input, TVector.Load(in y, i)), gradient).Store(ref dx, i);
            }
        }
    }

    private static TVector Mask<TVector>(Span<float> lanes, uint chosen, nuint column)
        where TVector : struct, IVector<TVector>
    {
        for (int c = 0; c < lanes.Length; c++)
        {
            lanes[c] = (chosen >> c) & 1;
        }

        return TVector.GreaterThan(TVector.Load(in lanes[0], column), TVector.Zero);
    }

    private readonly ref struct ForwardBody<TFunction>(
        TFunction function, ref readonly float x, ref float y, int rows, int width, uint chosen)
        : IVectorBody
        where TFunction : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardRun<TVector, TFunction>(function, in _x, ref _y, rows, width, chosen);
    }

    private readonly ref struct BackwardBody<TFunction>(
        TFunction function, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int rows, int width, uint chosen)
        : IVectorBody
        where TFunction : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            BackwardRun<TVector, TFunction>(function, in _x, in _y, in _dy, ref _dx, rows, width, chosen);
    }
}
