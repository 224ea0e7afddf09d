using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// The products of <see cref="DenseProduct"/> for an x whose values are listed, without the multiplications by zero. Each sum is one
/// accumulator in the same order, so that leaving out zeros changes no bit, with two exceptions: zero times infinity or NaN is NaN there and
/// nothing here, and a sum in which nothing is left is −0 here if the bias is and may be 0 there.
/// </summary>
internal static class SparseProduct
{
    /// <summary><c>y = x·W + bias</c> for one panel of W.</summary>
    /// <param name="x">The filled lists of the left operand.</param>
    /// <param name="weights">The panel <c>[columns of x, width]</c>.</param>
    /// <param name="bias"><paramref name="width"/> values, or a null reference for none.</param>
    /// <param name="y">The panel <c>[rows of x, width]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    public static void Forward<TVector, TEpilogue>(
        in SparseRows x, ref readonly float weights, ref readonly float bias, ref float y, int width, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (width == Panel.Width)
        {
            Forward<TVector, FullPanel, TEpilogue>(in x, in weights, in bias, ref y, epilogue);
        }
        else
        {
            Forward<TVector, HalfPanel, TEpilogue>(in x, in weights, in bias, ref y, epilogue);
        }
    }

    /// <summary><c>dW = xᵀ·dy</c> for one panel of dy.</summary>
    /// <param name="x">The filled lists of the layer's input.</param>
    /// <param name="dy">The panel <c>[rows of x, width]</c> of the output's gradient.</param>
    /// <param name="dw">The panel <c>[columns of x, width]</c> of the result; must not overlap the operands.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="epilogue">What becomes of the sums.</param>
    public static void KernelGradient<TVector, TEpilogue>(
        in SparseColumns x, ref readonly float dy, ref float dw, int width, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (width == Panel.Width)
        {
            KernelGradient<TVector, FullPanel, TEpilogue>(in x, in dy, ref dw, epilogue);
        }
        else
        {
            KernelGradient<TVector, HalfPanel, TEpilogue>(in x, in dy, ref dw, epilogue);
        }
    }

    private static void Forward<TVector, TWidth, TEpilogue>(
        in SparseRows x, ref readonly float weights, ref readonly float bias, ref float y, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TWidth : struct, IPanelWidth
        where TEpilogue : struct, ITileEpilogue
    {
        if (TWidth.Columns % FourVectors<TVector>.Columns == 0)
        {
            ForwardTiles<FourVectors<TVector>, TWidth, TEpilogue>(in x, in weights, in bias, ref y, epilogue);
        }
        else if (TWidth.Columns % TwoVectors<TVector>.Columns == 0)
        {
            ForwardTiles<TwoVectors<TVector>, TWidth, TEpilogue>(in x, in weights, in bias, ref y, epilogue);
        }
        else
        {
            ForwardTiles<OneVector<TVector>, TWidth, TEpilogue>(in x, in weights, in bias, ref y, epilogue);
        }
    }

    private static void KernelGradient<TVector, TWidth, TEpilogue>(
        in SparseColumns x, ref readonly float dy, ref float dw, TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TWidth : struct, IPanelWidth
        where TEpilogue : struct, ITileEpilogue
    {
        if (TWidth.Columns % FourVectors<TVector>.Columns == 0)
        {
            GradientTiles<FourVectors<TVector>, TWidth, TEpilogue>(in x, in dy, ref dw, epilogue);
        }
        else if (TWidth.Columns % TwoVectors<TVector>.Columns == 0)
        {
            GradientTiles<TwoVectors<TVector>, TWidth, TEpilogue>(in x, in dy, ref dw, epilogue);
        }
        else
        {
            GradientTiles<OneVector<TVector>, TWidth, TEpilogue>(in x, in dy, ref dw, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardTiles<TRow, TWidth, TEpilogue>(
        in SparseRows x, ref readonly float weights, ref readonly float bias, ref float y, TEpilogue epilogue)
        where TRow : struct, ITileRow<TRow>
        where TWidth : struct, IPanelWidth
        where TEpilogue : struct, ITileEpilogue
    {
        ref int columns = ref x.EntryColumns;
        ref float values = ref x.EntryValues;
        nuint rows = (nuint)x.Rows;
        int blocks = x.Blocks;
        for (nuint tile = 0; tile < (nuint)TWidth.Columns; tile += (nuint)TRow.Columns)
        {
            ref float w = ref Unsafe.Add(ref Unsafe.AsRef(in weights), tile);
            TRow start = Unsafe.IsNullRef(in bias) ? default : TRow.Load(in Unsafe.Add(ref Unsafe.AsRef(in bias), tile));
            ref int list = ref x.Starts;
            nuint entry = 0;
            for (int block = 0; block < blocks; block++)
            {
                ref float sums = ref Unsafe.Add(ref y, tile);
                for (nuint row = 0; row < rows; row++)
                {
                    list = ref Unsafe.Add(ref list, 1);
                    nuint end = (uint)list;
                    TRow sum = block == 0 ? start : TRow.Load(in sums);
                    for (; entry < end; entry++)
                    {
                        nuint offset = (nuint)(uint)Unsafe.Add(ref columns, entry) * (nuint)TWidth.Columns;
                        sum.AddProduct(in values, entry, in Unsafe.Add(ref w, offset));
                    }

                    if (block == blocks - 1)
                    {
                        sum.Store(ref sums, epilogue);
                    }
                    else
                    {
                        sum.Store(ref sums, default(PlainStore));
                    }

                    sums = ref Unsafe.Add(ref sums, (nuint)TWidth.Columns);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void GradientTiles<TRow, TWidth, TEpilogue>(
        in SparseColumns x, ref readonly float dy, ref float dw, TEpilogue epilogue)
        where TRow : struct, ITileRow<TRow>
        where TWidth : struct, IPanelWidth
        where TEpilogue : struct, ITileEpilogue
    {
        ref int entries = ref x.Entries;
        ref int ends = ref x.Ends;
        nuint columns = (nuint)x.Columns;
        for (nuint tile = 0; tile < (nuint)TWidth.Columns; tile += (nuint)TRow.Columns)
        {
            ref float gradient = ref Unsafe.Add(ref Unsafe.AsRef(in dy), tile);
            ref float sums = ref Unsafe.Add(ref dw, tile);
            ref int entry = ref entries;
            for (nuint column = 0; column < columns; column++)
            {
                ref int end = ref Unsafe.Add(ref entries, 2 * (nuint)(uint)Unsafe.Add(ref ends, column));
                TRow sum = default;
                while (Unsafe.IsAddressLessThan(ref entry, ref end))
                {
                    nuint offset = (nuint)(uint)entry * (nuint)TWidth.Columns;
                    sum.AddProduct(in Unsafe.As<int, float>(ref entry), 1, in Unsafe.Add(ref gradient, offset));
                    entry = ref Unsafe.Add(ref entry, 2);
                }

                sum.Store(ref sums, epilogue);
                sums = ref Unsafe.Add(ref sums, (nuint)TWidth.Columns);
            }
        }
    }
}
