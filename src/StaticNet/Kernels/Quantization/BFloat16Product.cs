using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// <c>y = x·W + b</c> with weights of 16 bits and all else in single precision. A panel of W is <c>[inputs][width/2]</c> lanes of 32 bits: output
/// j of the panel in the lower half of lane j, as a bfloat16 (the upper half of a single), output <c>j + width/2</c> in the upper half.
/// </summary>
/// <remarks>
/// A lane shifted up is the lower weight, and the lane itself, taken as a single, is the upper weight: no mask clears the bits of the lower one.
/// They are known when weights are packed, so the upper half is chosen such that the whole lane comes as near as can be. Both are off by at
/// most half a step of bfloat16, 2⁻⁸ of the weight's power of two.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BFloat16Product
{
    /// <summary>Lanes of a whole panel's row.</summary>
    private const int Half = Panel.Width / 2;

    private const uint SmallestNormal = 0x0080_0000;
    private const uint Infinity = 0x7F80_0000;

    /// <summary>Floats that the panels of a kernel take.</summary>
    public static int Length(int inputs, int outputs) => checked(inputs * (Panel.PaddedColumns(outputs) / 2));

    /// <summary>Rounds and packs a kernel.</summary>
    /// <param name="kernel"><c>[inputs, outputs]</c>, row-major.</param>
    /// <param name="panels">All panels, overwritten: <see cref="Length"/> floats.</param>
    /// <param name="inputs">Rows of the kernel.</param>
    /// <param name="outputs">Columns of the kernel.</param>
    public static void Pack(ReadOnlySpan<float> kernel, Span<float> panels, int inputs, int outputs)
    {
        int padded = Panel.PaddedColumns(outputs);
        int next = 0;
        for (int start = 0; start < padded; start += Panel.Width)
        {
            int half = Panel.WidthOf(start / Panel.Width, outputs) / 2;
            for (int input = 0; input < inputs; input++)
            {
                ReadOnlySpan<float> row = kernel.Slice(input * outputs, outputs);
                for (int column = start; column < start + half; column++)
                {
                    float lower = column < outputs ? row[column] : 0;
                    float upper = column + half < outputs ? row[column + half] : 0;
                    panels[next++] = BitConverter.UInt32BitsToSingle(Pair(lower, upper));
                }
            }
        }
    }

    /// <summary>
    /// Two weights in a lane. The lower one is rounded to nearest, ties to even, beyond the largest bfloat16 to infinity. The upper one is rounded to
    /// the nearest of the numbers that end in the bits of the lower one, and keeps normal: 0 becomes some 10⁻³⁸, on which processors do not stumble.
    /// </summary>
    internal static uint Pair(float lower, float upper)
    {
        uint lowerBits = BitConverter.SingleToUInt32Bits(lower);
        uint end = float.IsNaN(lower) ? (lowerBits >> 16) | 0x40 : (lowerBits + 0x7FFF + ((lowerBits >> 16) & 1)) >> 16;
        uint upperBits = BitConverter.SingleToUInt32Bits(upper);
        uint sign = upperBits & 0x8000_0000;
        uint magnitude = upperBits & 0x7FFF_FFFF;
        if (magnitude >= Infinity)
        {
            return 0x7FC0_0000 | end;
        }

        // The two neighbours that end in the right bits; magnitudes order as integers do.
        uint below = (magnitude & 0xFFFF_0000) | end;
        below = below > magnitude && below >= 0x1_0000 ? below - 0x1_0000 : below;
        below = Math.Max(below, SmallestNormal | end);
        uint above = below + 0x1_0000;
        double down = Math.Abs(Math.Abs((double)upper) - BitConverter.UInt32BitsToSingle(below));
        double up = Math.Abs(BitConverter.UInt32BitsToSingle(above) - Math.Abs((double)upper));
        return sign | (above < Infinity && up < down ? above : below);
    }

    /// <summary>The product; sums in the order that <see cref="DenseProduct.Forward"/> has where there are several rows.</summary>
    /// <param name="x">The left operand <c>[x.Rows, inputs]</c>; its padding is never read.</param>
    /// <param name="weights">All panels of W.</param>
    /// <param name="bias">b, padded.</param>
    /// <param name="y">All panels of <c>[x.Rows, outputs]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="outputs">Columns of <paramref name="y"/>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        in MatrixView x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int inputs,
        int outputs,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new ForwardBody(x, in weights, in bias, ref y, inputs, outputs), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TVector>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int inputs, int outputs)
        where TVector : struct, IVector<TVector>
    {
        // A single row splits its sums for the sake of speed, which changes their order.
        bool isSplit = x.Rows == 1 && !TVector.IsReproducible;
        ref float w = ref Unsafe.AsRef(in weights);
        ref float b = ref Unsafe.AsRef(in bias);
        int column = 0;
        while (column < outputs)
        {
            int width = Panel.WidthOf(column / Panel.Width, outputs);
            if (isSplit && column + (2 * Panel.Width) <= Panel.PaddedColumns(outputs))
            {
                width = 2 * Panel.Width;
                MultiplyRow<TVector>(in x.SegmentOrigin(0), ref w, ref b, ref y, (nuint)inputs);
            }
            else if (width == Panel.Width)
            {
                Multiply<TVector, HalfOf32>(in x, in w, in b, ref y, inputs, isSplit);
            }
            else if (TVector.Count < Simd512.Count)
            {
                Multiply<TVector, HalfOf16>(in x, in w, in b, ref y, inputs, isSplit);
            }
            else if (TVector.IsReproducible)
            {
                // Eight lanes hold a whole row of the panel.
                Multiply<Unfused<Simd256>, HalfOf16>(in x, in w, in b, ref y, inputs, isSplit);
            }
            else
            {
                Multiply<Simd256, HalfOf16>(in x, in w, in b, ref y, inputs, isSplit);
            }

            w = ref Unsafe.Add(ref w, (nuint)inputs * (nuint)(width / 2));
            b = ref Unsafe.Add(ref b, (nuint)width);
            y = ref Unsafe.Add(ref y, (nuint)x.Rows * (nuint)width);
            column += width;
        }
    }

    /// <summary>
    /// One row and two panels. Two tile rows at a time, since loading what a row is multiplied by would otherwise take as long as multiplying it: those next
    /// to one another, so that lines of the cache are read in order, or of both panels where a register is as wide as the tile rows of one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow<TVector>(ref readonly float x, ref float weights, ref float bias, ref float y, nuint inputs)
        where TVector : struct, IVector<TVector>
    {
        nuint count = (nuint)TVector.Count;
        nuint panel = inputs * Half;
        if (count == Half)
        {
            MultiplyPair<TVector>(in x, ref weights, panel, ref bias, ref y, Panel.Width, inputs);
            return;
        }

        for (nuint column = 0; column < 2 * Panel.Width; column += Panel.Width)
        {
            for (nuint lane = 0; lane < Half; lane += 2 * count)
            {
                MultiplyPair<TVector>(
                    in x, ref Unsafe.Add(ref weights, lane), count, ref Unsafe.Add(ref bias, column + lane), ref Unsafe.Add(ref y, column + lane), count, inputs);
            }

            weights = ref Unsafe.Add(ref weights, panel);
        }
    }

    /// <summary>One row and two tile rows of panels 32 wide, each summed in two parts.</summary>
    /// <param name="x">The row.</param>
    /// <param name="weights">The first tile row's weights.</param>
    /// <param name="nextWeights">How far on the second's are.</param>
    /// <param name="bias">The first one's bias.</param>
    /// <param name="y">The first one's results.</param>
    /// <param name="nextColumn">How far on the second's bias and results are.</param>
    /// <param name="inputs">Values of the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPair<TVector>(
        ref readonly float x, ref float weights, nuint nextWeights, ref float bias, ref float y, nuint nextColumn, nuint inputs)
        where TVector : struct, IVector<TVector>
    {
        nuint even = inputs & ~(nuint)1;
        var a = BFloat16Row<TVector, HalfOf32>.LoadBias(in bias);
        var b = BFloat16Row<TVector, HalfOf32>.LoadBias(in Unsafe.Add(ref bias, nextColumn));
        BFloat16Row<TVector, HalfOf32> c = default, d = default;
        ref float w = ref weights;
        for (nuint k = 0; k != even; k += 2)
        {
            a.AddProduct(in x, k, BFloat16Row<TVector, HalfOf32>.Load(in w));
            b.AddProduct(in x, k, BFloat16Row<TVector, HalfOf32>.Load(in Unsafe.Add(ref w, nextWeights)));
            c.AddProduct(in x, k + 1, BFloat16Row<TVector, HalfOf32>.Load(in Unsafe.Add(ref w, Half)));
            d.AddProduct(in x, k + 1, BFloat16Row<TVector, HalfOf32>.Load(in Unsafe.Add(ref w, nextWeights + Half)));
            w = ref Unsafe.Add(ref w, 2 * Half);
        }

        if (even != inputs)
        {
            a.AddProduct(in x, even, BFloat16Row<TVector, HalfOf32>.Load(in w));
            b.AddProduct(in x, even, BFloat16Row<TVector, HalfOf32>.Load(in Unsafe.Add(ref w, nextWeights)));
        }

        a.Add(c);
        b.Add(d);
        a.Store(ref y, default(PlainStore));
        b.Store(ref Unsafe.Add(ref y, nextColumn), default(PlainStore));
    }

    private static void Multiply<TVector, THalf>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int inputs, bool isSplit)
        where TVector : struct, IVector<TVector>
        where THalf : struct, IPanelHalf
    {
        if (TVector.Count < Simd512.Count)
        {
            MultiplyPanel<BFloat16Row<TVector, THalf>, THalf, SixRows>(in x, in weights, in bias, ref y, inputs, isSplit);
        }
        else
        {
            MultiplyPanel<BFloat16Row<TVector, THalf>, THalf, EightRows>(in x, in weights, in bias, ref y, inputs, isSplit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<TRow, THalf, THeight>(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int inputs, bool isSplit)
        where TRow : struct, ITileRow<TRow>
        where THalf : struct, IPanelHalf
        where THeight : struct, ITileHeight
    {
        nuint width = 2 * (nuint)THalf.Columns;
        for (int column = 0; column < THalf.Columns; column += TRow.Columns)
        {
            ref float w = ref Unsafe.Add(ref Unsafe.AsRef(in weights), (nuint)column);
            ref float start = ref Unsafe.Add(ref Unsafe.AsRef(in bias), (nuint)column);
            ref float tile = ref Unsafe.Add(ref y, (nuint)column);
            if (isSplit)
            {
                RegisterTile<TRow, THeight>.MultiplyRow(
                    in x.SegmentOrigin(0), in w, in start, ref tile, inputs, TRow.WeightStride(width), default(PlainStore));
                continue;
            }

            for (int first = 0; first < x.Rows; first += THeight.Rows)
            {
                int rows = Math.Min(THeight.Rows, x.Rows - first);
                RegisterTiles<TRow>.Multiply(in x, first, rows, in w, in start, ref tile, width, default(PlainStore));
                tile = ref Unsafe.Add(ref tile, (nuint)THeight.Rows * width);
            }
        }
    }

    private readonly ref struct ForwardBody(
        in MatrixView x, ref readonly float weights, ref readonly float bias, ref float y, int inputs, int outputs) : IVectorBody
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _weights = ref weights;
        private readonly ref readonly float _bias = ref bias;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Forward<TVector>(in _x, in _weights, in _bias, ref _y, inputs, outputs);
    }
}
