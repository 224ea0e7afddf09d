using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// The three products of a dense layer, a panel of the result at a time: <c>y = x·W + b</c>, <c>dW = xᵀ·dy</c> and <c>dx = dy·Wᵀ</c>, the
/// last being <see cref="Forward"/> with the transposed weights. NaN and infinity propagate; padding of <c>x</c> is never read.
/// </summary>
/// <remarks>
/// Where x comes with lists of its values that are not zero, the first two skip its zeros, to the same bits; but zero times infinity or NaN
/// in the other operand is then nothing rather than NaN, and a sum of nothing but zeros may be −0 rather than 0.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DenseProduct
{
    /// <summary><c>y = x·W + bias</c> for one panel of W.</summary>
    /// <remarks>
    /// Where x has two rows or more, every element is summed in the order of x's columns into one accumulator that starts from the bias:
    /// a row's result depends neither on its position nor on the other rows. The sum of a matrix of one row is split and may differ from
    /// that in the last bits, but neither where x is listed nor in reproducible arithmetic.
    /// </remarks>
    /// <param name="x">The left operand <c>[x.Rows, inputs]</c>.</param>
    /// <param name="weights">The panel <c>[inputs, width]</c>.</param>
    /// <param name="bias"><paramref name="width"/> values, or a null reference for none.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="rows">Rows to compute, the first of <paramref name="x"/>; 1 to x's rows.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        in MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int rows,
        int inputs,
        int width,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new ForwardBody(x, in weights, in bias, ref y, rows, inputs, width), arithmetic);

    /// <summary>
    /// <c>y = f(x·W + bias)</c> for one panel of W: the product, then an activation, to the same bits. A short function is applied to sums that
    /// are still in registers, any other to the finished panel, which is in cache.
    /// </summary>
    /// <param name="x">The left operand <c>[x.Rows, inputs]</c>.</param>
    /// <param name="weights">The panel <c>[inputs, width]</c>.</param>
    /// <param name="bias"><paramref name="width"/> values, or a null reference for none.</param>
    /// <param name="y">The panel <c>[rows, width]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="rows">Rows to compute, the first of <paramref name="x"/>; 1 to x's rows.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="activation">The function f.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation>(
        in MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int rows,
        int inputs,
        int width,
        TActivation activation,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(
            new ActivatedForwardBody<TActivation>(x, in weights, in bias, ref y, rows, inputs, width, activation), arithmetic);

    /// <summary><c>dW = xᵀ·dy</c> for one panel of dy, every element summed in the order of the rows.</summary>
    /// <param name="x">The layer's input <c>[x.Rows, inputs]</c>.</param>
    /// <param name="dy">The panel <c>[rows, width]</c> of the output's gradient.</param>
    /// <param name="dw">The panel <c>[inputs, width]</c>, overwritten, its padding with zeros; must not overlap the operands.</param>
    /// <param name="rows">Rows to sum over, the first of <paramref name="x"/>; 1 to x's rows.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void KernelGradient(
        in MatrixView x,
        ref readonly float dy,
        ref float dw,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new KernelGradientBody(x, in dy, ref dw, rows, inputs, width, columns), arithmetic);

    /// <summary>
    /// One step of an optimizer for a panel of weights, by <c>dW = xᵀ·dy</c> straight out of the registers that summed it: the same bits as
    /// <see cref="KernelGradient"/> and <see cref="UpdateKernel"/> give, without a gradient in memory.
    /// </summary>
    /// <param name="rule">How a gradient changes a weight.</param>
    /// <param name="x">The layer's input <c>[x.Rows, inputs]</c>.</param>
    /// <param name="dy">The panel <c>[rows, width]</c> of the output's gradient.</param>
    /// <param name="w">The panel <c>[inputs, width]</c>, updated, its padding with zeros; must not overlap the operands.</param>
    /// <param name="first">The first state of the panel's weights, updated likewise; a null reference if the rule has none.</param>
    /// <param name="second">The second state likewise. Neither states nor weights may lie where the garbage collector moves them.</param>
    /// <param name="rows">Rows to sum over, the first of <paramref name="x"/>; 1 to x's rows.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void KernelUpdate<TRule>(
        TRule rule,
        in MatrixView x,
        ref readonly float dy,
        ref float w,
        ref float first,
        ref float second,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic)
        where TRule : struct, IUpdateRule =>
        VectorWidth.Run(
            new KernelUpdateBody<TRule>(rule, x, in dy, ref w, ref first, ref second, rows, inputs, width, columns), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int rows, int inputs, int width)
        where TVector : struct, IVector<TVector> =>
        Forward<TVector, PlainStore>(in x, in weights, in bias, ref y, rows, inputs, width, default);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardActivated<TVector, TActivation>(
        in MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int rows,
        int inputs,
        int width,
        TActivation activation)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        if (TActivation.IsShort)
        {
            Forward<TVector, ActivatedStore<TActivation>>(in x, in weights, in bias, ref y, rows, inputs, width, new(activation));
        }
        else
        {
            Forward<TVector, PlainStore>(in x, in weights, in bias, ref y, rows, inputs, width, default);
            ActivationKernel.ForwardRun<TVector, TActivation>(activation, in y, ref y, rows * width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TVector, TEpilogue>(
        in MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int rows,
        int inputs,
        int width,
        TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (x.RowLists.AreFilled && rows == x.Rows)
        {
            SparseProduct.Forward<TVector, TEpilogue>(in x.RowLists, in weights, in bias, ref y, width, epilogue);
        }
        else if (x.Rows == 1)
        {
            MultiplyRow<TVector, TEpilogue>(in x.SegmentOrigin(0), in weights, in bias, ref y, inputs, width, epilogue);
        }
        else
        {
            Multiply<TVector, TEpilogue>(in x, in weights, in bias, ref y, rows, width, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void KernelGradient<TVector>(
        in MatrixView x, ref readonly float dy, ref float dw, int rows, int inputs, int width, int columns)
        where TVector : struct, IVector<TVector>
    {
        MultiplyTransposed<TVector, PlainStore>(in x, in dy, ref dw, rows, width, default);
        ClearPadding(ref dw, inputs, width, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void KernelUpdate<TVector, TRule>(
        TRule rule,
        in MatrixView x,
        ref readonly float dy,
        ref float w,
        ref float first,
        ref float second,
        int rows,
        int inputs,
        int width,
        int columns)
        where TVector : struct, IVector<TVector>
        where TRule : struct, IUpdateRule
    {
        var update = new UpdateEpilogue<TRule>(rule, Unsafe.ByteOffset(ref w, ref first), Unsafe.ByteOffset(ref w, ref second));
        MultiplyTransposed<TVector, UpdateEpilogue<TRule>>(in x, in dy, ref w, rows, width, update);
        ClearPadding(ref w, inputs, width, columns);
        if (TRule.States > 0)
        {
            ClearPadding(ref first, inputs, width, columns);
        }

        if (TRule.States > 1)
        {
            ClearPadding(ref second, inputs, width, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTransposed<TVector, TEpilogue>(
        in MatrixView x, ref readonly float dy, ref float dw, int rows, int width, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (x.ColumnLists.AreFilled && rows == x.Rows)
        {
            SparseProduct.KernelGradient<TVector, TEpilogue>(in x.ColumnLists, in dy, ref dw, width, epilogue);
            return;
        }

        ref float segmentGradient = ref dw;
        for (int segment = 0; segment < x.Segments; segment++)
        {
            MatrixView transposed = x.TransposedSegment(segment, rows);
            Multiply<TVector, TEpilogue>(
                in transposed, in dy, ref Unsafe.NullRef<float>(), ref segmentGradient, transposed.Rows, width, epilogue);
            segmentGradient = ref Unsafe.Add(ref segmentGradient, (nuint)transposed.Rows * (nuint)width);
        }
    }

    /// <summary>Chooses the tile: as many accumulators as the registers of the instruction set hold beside the operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TVector, TEpilogue>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int rows, int width, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (TVector.Count < Simd512.Count)
        {
            MultiplyTiles<TwoVectors<TVector>, SixRows, TEpilogue>(in x, in weights, in bias, ref y, rows, width, epilogue);
        }
        else if (width == Panel.Width)
        {
            MultiplyTiles<TwoVectors<TVector>, EightRows, TEpilogue>(in x, in weights, in bias, ref y, rows, width, epilogue);
        }
        else
        {
            MultiplyTiles<OneVector<TVector>, EightRows, TEpilogue>(in x, in weights, in bias, ref y, rows, width, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTiles<TRow, THeight, TEpilogue>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int rows, int width, TEpilogue epilogue)
        where TRow : struct, ITileRow<TRow>
        where THeight : struct, ITileHeight
        where TEpilogue : struct, ITileEpilogue
    {
        int height;
        for (int first = 0; first < rows; first += height)
        {
            // The last two tiles share what is left: one of one or two rows alone would wait for its own sums.
            int remaining = rows - first;
            height = remaining >= 2 * THeight.Rows ? THeight.Rows
                : remaining > THeight.Rows ? (remaining + 1) / 2
                : remaining;
            for (int column = 0; column < width; column += TRow.Columns)
            {
                ref float w = ref Unsafe.Add(ref Unsafe.AsRef(in weights), (nuint)column);
                ref float tile = ref Unsafe.Add(ref y, ((nuint)first * (nuint)width) + (nuint)column);
                ref float start = ref Unsafe.IsNullRef(in bias)
                    ? ref Unsafe.NullRef<float>()
                    : ref Unsafe.Add(ref Unsafe.AsRef(in bias), (nuint)column);
                RegisterTiles<TRow>.Multiply(in x, first, height, in w, in start, ref tile, (nuint)width, epilogue);
            }
        }
    }

    private static void ClearPadding(ref float panel, int rows, int width, int columns)
    {
        if (columns == width)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panel, ((nuint)row * (nuint)width) + (nuint)columns), width - columns).Clear();
        }
    }

    private readonly ref struct ForwardBody(
        MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int rows, int inputs, int width)
        : IVectorBody
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _weights = ref weights;
        private readonly ref readonly float _bias = ref bias;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector>(in _x, in _weights, in _bias, ref _y, rows, inputs, width);
    }

    private readonly ref struct ActivatedForwardBody<TActivation>(
        MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int rows,
        int inputs,
        int width,
        TActivation activation)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _weights = ref weights;
        private readonly ref readonly float _bias = ref bias;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardActivated<TVector, TActivation>(in _x, in _weights, in _bias, ref _y, rows, inputs, width, activation);
    }

    private readonly ref struct KernelGradientBody(
        MatrixView x, ref readonly float dy, ref float dw, int rows, int inputs, int width, int columns)
        : IVectorBody
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dw = ref dw;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            KernelGradient<TVector>(in _x, in _dy, ref _dw, rows, inputs, width, columns);
    }

    private readonly ref struct KernelUpdateBody<TRule>(
        TRule rule,
        MatrixView x,
        ref readonly float dy,
        ref float w,
        ref float first,
        ref float second,
        int rows,
        int inputs,
        int width,
        int columns)
        : IVectorBody
        where TRule : struct, IUpdateRule
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _w = ref w;
        private readonly ref float _first = ref first;
        private readonly ref float _second = ref second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            KernelUpdate<TVector, TRule>(rule, in _x, in _dy, ref _w, ref _first, ref _second, rows, inputs, width, columns);
    }
}
