using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Rows of activations as bytes: <c>q = round((x − low)·levels)</c>, ties to even, clamped to 0 to 127, with a <c>low</c> and a <c>levels</c> a
/// column. A row is its bytes, filled up with zeros to a multiple of four, and behind them a single that is NaN if a value of the row is not finite
/// and 0 elsewhere: bytes have no NaN, so it travels beside them. The same bits at every vector width.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ByteRows
{
    /// <summary>2²³: a single from 0 to 127 added to it is rounded to an integer, which stands in the lowest bits of the sum.</summary>
    private const float Rounder = 8_388_608f;

    /// <summary>Bytes of a row of <paramref name="inputs"/> columns.</summary>
    public static int Stride(int inputs) => (ByteProduct.Groups(inputs) * ByteProduct.Group) + sizeof(float);

    /// <summary>The NaN of a row with a value that is not finite, 0 of others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Poison(ref readonly byte rowEnd, nuint groups) =>
        Unsafe.ReadUnaligned<float>(in Unsafe.Add(ref Unsafe.AsRef(in rowEnd), groups * ByteProduct.Group));

    /// <summary>Quantises rows.</summary>
    /// <param name="x">The activations <c>[x.Rows, inputs]</c>; padding is never read.</param>
    /// <param name="low">The value of each column that becomes 0: one value a column.</param>
    /// <param name="levels">The bytes a unit of each column: one value a column, finite, 0 for a constant column.</param>
    /// <param name="rows">Overwritten: <paramref name="count"/> rows of <see cref="Stride"/> bytes.</param>
    /// <param name="count">Rows to quantise, the first of <paramref name="x"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quantize(in MatrixView x, ref readonly float low, ref readonly float levels, ref byte rows, int count) =>
        VectorWidth.Run(new QuantizeBody(x, in low, in levels, ref rows, count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Quantize<TVector>(
        in MatrixView x, ref readonly float low, ref readonly float levels, ref byte rows, int count)
        where TVector : struct, IVector<TVector>
    {
        ref byte row = ref rows;
        for (nuint r = 0; r < (nuint)count; r++)
        {
            TVector differences = TVector.Zero;
            Scalar lastDifferences = Scalar.Zero;
            nuint column = 0;
            for (int segment = 0; segment < x.Segments; segment++)
            {
                ref float values = ref Unsafe.Add(ref x.SegmentOrigin(segment), r * x.SegmentStride(segment));
                nuint length = (nuint)x.SegmentColumns(segment);
                nuint i = 0;
                for (; i + (nuint)TVector.Count <= length; i += (nuint)TVector.Count, column += (nuint)TVector.Count)
                {
                    TVector value = TVector.Load(in values, i);
                    differences += value - value;
                    Convert(value, in low, in levels, column).StoreLowBytes(ref row, column);
                }

                for (; i < length; i++, column++)
                {
                    Scalar value = Scalar.Load(in values, i);
                    lastDifferences += value - value;
                    Convert(value, in low, in levels, column).StoreLowBytes(ref row, column);
                }
            }

            for (; column % ByteProduct.Group != 0; column++)
            {
                Unsafe.Add(ref row, column) = 0;
            }

            // A value minus itself is 0, or NaN where it is not finite.
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref row, column), TVector.Sum(differences) + Scalar.Sum(lastDifferences));
            row = ref Unsafe.Add(ref row, column + sizeof(float));
        }
    }

    /// <summary>The bytes in the lowest bits of the lanes; anything at all where a value is not finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Convert<TVector>(TVector value, ref readonly float low, ref readonly float levels, nuint column)
        where TVector : struct, IVector<TVector>
    {
        TVector level = (value - TVector.Load(in low, column)) * TVector.Load(in levels, column);
        TVector largest = TVector.Broadcast(ByteProduct.Largest);
        level = TVector.Select(TVector.GreaterThan(level, largest), largest, level);
        level = TVector.Select(TVector.GreaterThan(TVector.Zero, level), TVector.Zero, level);
        return level + TVector.Broadcast(Rounder);
    }

    private readonly ref struct QuantizeBody(
        in MatrixView x, ref readonly float low, ref readonly float levels, ref byte rows, int count) : IVectorBody
    {
        private readonly MatrixView _x = x;
        private readonly ref readonly float _low = ref low;
        private readonly ref readonly float _levels = ref levels;
        private readonly ref byte _rows = ref rows;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Quantize<TVector>(in _x, in _low, in _levels, ref _rows, count);
    }
}
