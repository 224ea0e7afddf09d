using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// The innermost part of every matrix product: a tile of the result that stays in registers while the whole reduction runs past it
/// (Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3), 2008).
/// </summary>
/// <typeparam name="TRow">The columns of the tile.</typeparam>
/// <typeparam name="THeight">The rows of the tile.</typeparam>
internal static class RegisterTile<TRow, THeight>
    where TRow : struct, ITileRow<TRow>
    where THeight : struct, ITileHeight
{
    /// <summary>So many rows of segments, a quarter of a megabyte, are never far from the processor.</summary>
    private const int NearRows = (1 << 16) / Panel.Width;

    /// <summary>
    /// <c>y = x·weights + bias</c> for the rows of <paramref name="x"/> from <paramref name="first"/> on. Each element is one accumulator
    /// that starts from the bias and takes the products in the order of x's columns, so its value depends on nothing but its own row and
    /// column, whatever the tile's height.
    /// </summary>
    /// <param name="x">The left operand.</param>
    /// <param name="first">The tile's first row in <paramref name="x"/>.</param>
    /// <param name="weights">The tile's first column in the panel <c>[columns of x, width]</c>.</param>
    /// <param name="bias">What the accumulators start from, or a null reference for 0.</param>
    /// <param name="y">The tile's first element in the panel <c>[rows, width]</c>; overlaps neither operand.</param>
    /// <param name="width">Row stride of <paramref name="y"/>, from which that of <paramref name="weights"/> follows.</param>
    /// <param name="epilogue">Takes every finished row of the tile to its place in <paramref name="y"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TEpilogue>(
        in MatrixView x,
        int first,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        nuint width,
        TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        TRow c0 = Unsafe.IsNullRef(in bias) ? default : TRow.LoadBias(in bias);
        TRow c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;

        epilogue.FetchAhead(in y, width, THeight.Rows, TRow.Columns);

        nuint step = x.Step;
        nuint weightStride = TRow.WeightStride(width);
        int segments = x.Segments;

        // The tile's rows of the next segment lie together, but too far from here for the processor to foresee.
        nuint stride = x.SegmentStride(0);
        nuint advance = x.Advance;
        bool isFar = stride == Panel.Width && (long)x.Rows * segments > NearRows;
        nuint end = (nuint)x.SegmentColumns(0) * step;
        ref float w = ref Unsafe.AsRef(in weights);
        ref float x0 = ref Unsafe.Add(ref x.SegmentOrigin(0), (nuint)first * stride);
        int segment = 0;
        while (true)
        {
            if (++segment == segments)
            {
                // Only the last segment may be narrower.
                nuint last = x.SegmentStride(segments - 1);
                x0 = ref Unsafe.Subtract(ref x0, (nuint)first * (stride - last));
                stride = last;
                end = (nuint)x.SegmentColumns(segments - 1) * step;
            }
            else if (isFar)
            {
                Prefetch.Floats(in Unsafe.Add(ref x0, advance), THeight.Rows * Panel.Width);
            }

            ref float x1 = ref Unsafe.Add(ref x0, stride);
            ref float x2 = ref Unsafe.Add(ref x1, stride);
            ref float x3 = ref Unsafe.Add(ref x2, stride);
            ref float x4 = ref Unsafe.Add(ref x3, stride);
            ref float x5 = ref Unsafe.Add(ref x4, stride);
            ref float x6 = ref Unsafe.Add(ref x5, stride);
            ref float x7 = ref Unsafe.Add(ref x6, stride);
            for (nuint k = 0; k != end; k += step)
            {
                TRow row = TRow.Load(in w);
                w = ref Unsafe.Add(ref w, weightStride);
                c0.AddProduct(in x0, k, row);
                if (THeight.Rows > 1)
                {
                    c1.AddProduct(in x1, k, row);
                }

                if (THeight.Rows > 2)
                {
                    c2.AddProduct(in x2, k, row);
                }

                if (THeight.Rows > 3)
                {
                    c3.AddProduct(in x3, k, row);
                }

                if (THeight.Rows > 4)
                {
                    c4.AddProduct(in x4, k, row);
                }

                if (THeight.Rows > 5)
                {
                    c5.AddProduct(in x5, k, row);
                }

                if (THeight.Rows > 6)
                {
                    c6.AddProduct(in x6, k, row);
                }

                if (THeight.Rows > 7)
                {
                    c7.AddProduct(in x7, k, row);
                }
            }

            if (segment == segments)
            {
                break;
            }

            x0 = ref Unsafe.Add(ref x0, advance);
        }

        StoreRows(c0, c1, c2, c3, c4, c5, c6, c7, ref y, width, epilogue);
    }

    /// <summary>
    /// <c>y = x·weights + bias</c> for a single row of contiguous inputs. The reduction is split over as many accumulators as the tile has
    /// rows, since it waits for memory and one accumulator would wait for the one before.
    /// </summary>
    /// <param name="x">The row, <paramref name="inputs"/> values.</param>
    /// <param name="weights">The tile's first column in the panel <c>[inputs, width]</c>.</param>
    /// <param name="bias">The bias, or a null reference for 0.</param>
    /// <param name="y">The tile's first element; overlaps neither operand.</param>
    /// <param name="inputs">Length of the reduction.</param>
    /// <param name="width">Row stride of <paramref name="weights"/>.</param>
    /// <param name="epilogue">Takes the finished row to <paramref name="y"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyRow<TEpilogue>(
        ref readonly float x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int inputs,
        nuint width,
        TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        TRow c0 = Unsafe.IsNullRef(in bias) ? default : TRow.LoadBias(in bias);
        TRow c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;

        nuint whole = (nuint)(inputs / THeight.Rows * THeight.Rows);
        ref float w = ref Unsafe.AsRef(in weights);
        nuint k = 0;
        for (; k != whole; k += (nuint)THeight.Rows)
        {
            c0.AddProduct(in x, k, TRow.Load(in w));
            if (THeight.Rows > 1)
            {
                c1.AddProduct(in x, k + 1, TRow.Load(in Unsafe.Add(ref w, width)));
            }

            if (THeight.Rows > 2)
            {
                c2.AddProduct(in x, k + 2, TRow.Load(in Unsafe.Add(ref w, 2 * width)));
                c3.AddProduct(in x, k + 3, TRow.Load(in Unsafe.Add(ref w, 3 * width)));
            }

            if (THeight.Rows > 4)
            {
                c4.AddProduct(in x, k + 4, TRow.Load(in Unsafe.Add(ref w, 4 * width)));
                c5.AddProduct(in x, k + 5, TRow.Load(in Unsafe.Add(ref w, 5 * width)));
            }

            if (THeight.Rows > 6)
            {
                c6.AddProduct(in x, k + 6, TRow.Load(in Unsafe.Add(ref w, 6 * width)));
                c7.AddProduct(in x, k + 7, TRow.Load(in Unsafe.Add(ref w, 7 * width)));
            }

            w = ref Unsafe.Add(ref w, (nuint)THeight.Rows * width);
        }

        for (; k != (nuint)inputs; k++)
        {
            c0.AddProduct(in x, k, TRow.Load(in w));
            w = ref Unsafe.Add(ref w, width);
        }

        // With one accumulator nothing is added: not even a zero, which would change the sign of another.
        if (THeight.Rows > 1)
        {
            c0.Add(c1);
            c2.Add(c3);
            c4.Add(c5);
            c6.Add(c7);
            c0.Add(c2);
            c4.Add(c6);
            c0.Add(c4);
        }

        c0.Store(ref y, epilogue);
    }

    /// <summary>Hands the rows of a finished tile to the epilogue, each once.</summary>
    /// <remarks>
    /// All at once and by value, so that the accumulators of <see cref="Multiply"/> end here even where this is a call: if one outlived a
    /// call, or had its address taken by one, it would live in memory all along. The compiler of .NET 9 runs out of what it may inline
    /// halfway through the rows, so there this always is a call.
    /// </remarks>
#if NET10_0_OR_GREATER
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#else
    [MethodImpl(MethodImplOptions.NoInlining)]
#endif
    private static void StoreRows<TEpilogue>(
        TRow c0, TRow c1, TRow c2, TRow c3, TRow c4, TRow c5, TRow c6, TRow c7, ref float y, nuint width, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        c0.Store(ref y, epilogue);
        if (THeight.Rows > 1)
        {
            c1.Store(ref Unsafe.Add(ref y, width), epilogue);
        }

        if (THeight.Rows > 2)
        {
            c2.Store(ref Unsafe.Add(ref y, 2 * width), epilogue);
        }

        if (THeight.Rows > 3)
        {
            c3.Store(ref Unsafe.Add(ref y, 3 * width), epilogue);
        }

        if (THeight.Rows > 4)
        {
            c4.Store(ref Unsafe.Add(ref y, 4 * width), epilogue);
        }

        if (THeight.Rows > 5)
        {
            c5.Store(ref Unsafe.Add(ref y, 5 * width), epilogue);
        }

        if (THeight.Rows > 6)
        {
            c6.Store(ref Unsafe.Add(ref y, 6 * width), epilogue);
        }

        if (THeight.Rows > 7)
        {
            c7.Store(ref Unsafe.Add(ref y, 7 * width), epilogue);
        }
    }
}
