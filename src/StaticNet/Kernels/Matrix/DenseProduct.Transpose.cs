using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <content>The transposed weights, by which the input's gradient is a product like the forward one.</content>
public static partial class DenseProduct
{
    /// <summary>One panel of <c>Wᵀ [outputs, inputs]</c> from all panels of <c>W [inputs, outputs]</c>.</summary>
    /// <param name="weights">The panels of W; its padding is never read.</param>
    /// <param name="transposed">Panel <paramref name="panel"/> of Wᵀ, overwritten, padding with zeros; must not overlap W.</param>
    /// <param name="inputs">Rows of W.</param>
    /// <param name="outputs">Columns of W.</param>
    /// <param name="panel">Number of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TransposePanel(ref readonly float weights, ref float transposed, int inputs, int outputs, int panel)
    {
        int input = panel * Panel.Width;
        int columns = Math.Min(Panel.Width, inputs - input);
        nuint columnStride = (nuint)Panel.WidthOf(panel, inputs);
        for (int output = 0; output < outputs; output += Panel.Width)
        {
            int rows = Math.Min(Panel.Width, outputs - output);
            nuint rowStride = (nuint)Panel.WidthOf(output / Panel.Width, outputs);
            ref float source = ref Unsafe.Add(
                ref Unsafe.AsRef(in weights), ((nuint)output * (nuint)inputs) + ((nuint)input * rowStride));
            ref float destination = ref Unsafe.Add(ref transposed, (nuint)output * columnStride);
            TransposeBlock(ref source, rowStride, ref destination, columnStride, rows, columns);
            ClearPadding(ref destination, rows, (int)columnStride, columns);
        }
    }

    /// <summary><c>destination[r, c] = source[c, r]</c>, four by four where the processor has the shuffles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(
        ref float source, nuint sourceStride, ref float destination, nuint destinationStride, int rows, int columns)
    {
        nuint wholeRows = Sse.IsSupported || AdvSimd.Arm64.IsSupported ? (nuint)(rows & ~3) : 0;
        nuint wholeColumns = (nuint)(columns & ~3);
        for (nuint r = 0; r < wholeRows; r += 4)
        {
            for (nuint c = 0; c < wholeColumns; c += 4)
            {
                TransposeFourByFour(
                    ref Unsafe.Add(ref source, (c * sourceStride) + r),
                    sourceStride,
                    ref Unsafe.Add(ref destination, (r * destinationStride) + c),
                    destinationStride);
            }

            TransposeElements(ref source, sourceStride, ref destination, destinationStride, r, r + 4, wholeColumns, (nuint)columns);
        }

        TransposeElements(ref source, sourceStride, ref destination, destinationStride, wholeRows, (nuint)rows, 0, (nuint)columns);
    }

    private static void TransposeElements(
        ref float source,
        nuint sourceStride,
        ref float destination,
        nuint destinationStride,
        nuint firstRow,
        nuint endRow,
        nuint firstColumn,
        nuint endColumn)
    {
        for (nuint r = firstRow; r < endRow; r++)
        {
            for (nuint c = firstColumn; c < endColumn; c++)
            {
                Unsafe.Add(ref destination, (r * destinationStride) + c) = Unsafe.Add(ref source, (c * sourceStride) + r);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFourByFour(ref float source, nuint sourceStride, ref float destination, nuint destinationStride)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source);
        Vector128<float> b = Vector128.LoadUnsafe(ref source, sourceStride);
        Vector128<float> c = Vector128.LoadUnsafe(ref source, 2 * sourceStride);
        Vector128<float> d = Vector128.LoadUnsafe(ref source, 3 * sourceStride);

        // a0 c0 a1 c1, a2 c2 a3 c3 and the same of b and d; interleaving those once more yields the columns.
        Vector128<float> acLow = InterleaveLow(a, c);
        Vector128<float> acHigh = InterleaveHigh(a, c);
        Vector128<float> bdLow = InterleaveLow(b, d);
        Vector128<float> bdHigh = InterleaveHigh(b, d);
        InterleaveLow(acLow, bdLow).StoreUnsafe(ref destination);
        InterleaveHigh(acLow, bdLow).StoreUnsafe(ref destination, destinationStride);
        InterleaveLow(acHigh, bdHigh).StoreUnsafe(ref destination, 2 * destinationStride);
        InterleaveHigh(acHigh, bdHigh).StoreUnsafe(ref destination, 3 * destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y) : AdvSimd.Arm64.ZipLow(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y) : AdvSimd.Arm64.ZipHigh(x, y);
}
