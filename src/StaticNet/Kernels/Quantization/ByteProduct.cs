using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// <c>y = (q·V)·t + b</c>: q bytes from 0 to 127 (see <see cref="ByteRows"/>), V bytes from -127 to 127, summed in 32-bit
/// integers, t and b single precision, one of each a column. A panel of V is <c>[groups][width][4]</c>: four consecutive inputs of an output lie
/// side by side. Integer sums are exact and the rest rounds after each operation, so the same bits come out on every processor and in any batch.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ByteProduct
{
    /// <summary>Inputs that are multiplied and added in one step.</summary>
    public const int Group = 4;

    /// <summary>The largest activation, and the largest magnitude of a weight.</summary>
    public const int Largest = 127;

    /// <summary>Groups of <paramref name="inputs"/> inputs.</summary>
    public static int Groups(int inputs) => (inputs + Group - 1) / Group;

    /// <summary>Bytes that the panels of a kernel take.</summary>
    public static int Length(int inputs, int outputs) => checked(Groups(inputs) * Group * Panel.PaddedColumns(outputs));

    /// <summary>The largest magnitude of a weight with which no sum of <paramref name="inputs"/> products leaves 32 bits.</summary>
    public static int LargestWeight(int inputs) => (int)Math.Min(Largest, int.MaxValue / ((long)Largest * inputs));

    /// <summary>Where the weight of [<paramref name="input"/>, <paramref name="output"/>] stands in the panels.</summary>
    public static int Offset(int input, int output, int inputs, int outputs)
    {
        int panel = output / Panel.Width;
        int width = Panel.WidthOf(panel, outputs);
        int start = panel * Groups(inputs) * Group * Panel.Width;
        return start + (((input / Group * width) + (output % Panel.Width)) * Group) + (input % Group);
    }

    /// <summary>The product.</summary>
    /// <param name="rows">Rows of q: <see cref="ByteRows.Stride"/> bytes each, what <see cref="ByteRows.Quantize"/> wrote.</param>
    /// <param name="weights">All panels of V.</param>
    /// <param name="scale">t, padded.</param>
    /// <param name="bias">b, padded.</param>
    /// <param name="y">All panels of <c>[count, outputs]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <param name="inputs">Columns of q.</param>
    /// <param name="outputs">Columns of y.</param>
    public static void Forward(
        ref readonly byte rows,
        ref readonly sbyte weights,
        ref readonly float scale,
        ref readonly float bias,
        ref float y,
        int count,
        int inputs,
        int outputs)
    {
        if (ByteDotVnni.IsSupported)
        {
            Forward<ByteDotVnni, ByteDotVnni>(in rows, in weights, in scale, in bias, ref y, count, inputs, outputs);
        }
        else if (Vector512.IsHardwareAccelerated && ByteDot512.IsSupported)
        {
            Forward<ByteDot512, ByteDot256>(in rows, in weights, in scale, in bias, ref y, count, inputs, outputs);
        }
        else if (ByteDot256.IsSupported)
        {
            Forward<ByteDot256, ByteDot256>(in rows, in weights, in scale, in bias, ref y, count, inputs, outputs);
        }
        else if (ByteDot128.IsSupported)
        {
            Forward<ByteDot128, ByteDot128>(in rows, in weights, in scale, in bias, ref y, count, inputs, outputs);
        }
        else
        {
            Forward<ByteDotScalar, ByteDotScalar>(in rows, in weights, in scale, in bias, ref y, count, inputs, outputs);
        }
    }

    /// <summary>The product with registers of one kind for panels 32 wide and of another for a panel 16 wide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward<TDot, TNarrow>(
        ref readonly byte rows,
        ref readonly sbyte weights,
        ref readonly float scale,
        ref readonly float bias,
        ref float y,
        int count,
        int inputs,
        int outputs)
        where TDot : struct, IByteDot<TDot>
        where TNarrow : struct, IByteDot<TNarrow>
    {
        ref byte q = ref Unsafe.AsRef(in rows);
        ref sbyte w = ref Unsafe.AsRef(in weights);
        ref float t = ref Unsafe.AsRef(in scale);
        ref float b = ref Unsafe.AsRef(in bias);
        int padded = Panel.PaddedColumns(outputs);
        for (int column = 0; column < padded; column += Panel.Width)
        {
            nuint width = (nuint)Math.Min(Panel.Width, padded - column);
            if (width == Panel.Width)
            {
                MultiplyPanel<TDot>(ref q, ref w, ref t, ref b, ref y, count, inputs, width);
            }
            else
            {
                MultiplyPanel<TNarrow>(ref q, ref w, ref t, ref b, ref y, count, inputs, width);
            }

            w = ref Unsafe.Add(ref w, (nuint)Groups(inputs) * Group * width);
            t = ref Unsafe.Add(ref t, width);
            b = ref Unsafe.Add(ref b, width);
            y = ref Unsafe.Add(ref y, (nuint)count * width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPanel<TDot>(
        ref byte rows, ref sbyte weights, ref float scale, ref float bias, ref float y, int count, int inputs, nuint width)
        where TDot : struct, IByteDot<TDot>
    {
        nuint groups = (nuint)Groups(inputs);
        nuint stride = (nuint)ByteRows.Stride(inputs);
        if (count == 1 && width == 4 * (nuint)TDot.Count)
        {
            MultiplyWholeRow<TDot>(ref rows, ref weights, ref scale, ref bias, ref y, groups);
            return;
        }

        for (nuint column = 0; column < width; column += 2 * (nuint)TDot.Count)
        {
            ref sbyte w = ref Unsafe.Add(ref weights, column * Group);
            ref float t = ref Unsafe.Add(ref scale, column);
            ref float b = ref Unsafe.Add(ref bias, column);
            ref float tile = ref Unsafe.Add(ref y, column);
            ref byte row = ref rows;
            int remaining = count;
            for (; remaining >= 4; remaining -= 4)
            {
                MultiplyRows<TDot>(ref row, stride, ref w, ref t, ref b, ref tile, groups, width);
                row = ref Unsafe.Add(ref row, 4 * stride);
                tile = ref Unsafe.Add(ref tile, 4 * width);
            }

            for (; remaining > 0; remaining--)
            {
                MultiplyRow<TDot>(ref row, ref w, ref t, ref b, ref tile, groups, width);
                row = ref Unsafe.Add(ref row, stride);
                tile = ref Unsafe.Add(ref tile, width);
            }
        }
    }

    /// <summary>One row: the sums are split in four, since each waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow<TDot>(
        ref byte row, ref sbyte w, ref float scale, ref float bias, ref float y, nuint groups, nuint width)
        where TDot : struct, IByteDot<TDot>
    {
        TDot a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        nuint second = (nuint)(TDot.Count * Group);
        nuint stride = width * Group;
        float poison = ByteRows.Poison(ref row, groups);
        nuint group = 0;
        for (; group + 4 <= groups; group += 4)
        {
            TDot x0 = TDot.Broadcast(in row);
            a0 = a0.AddProducts(x0, TDot.Load(in w));
            b0 = b0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, second)));
            TDot x1 = TDot.Broadcast(in Unsafe.Add(ref row, Group));
            a1 = a1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, stride)));
            b1 = b1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, stride + second)));
            TDot x2 = TDot.Broadcast(in Unsafe.Add(ref row, 2 * Group));
            a2 = a2.AddProducts(x2, TDot.Load(in Unsafe.Add(ref w, 2 * stride)));
            b2 = b2.AddProducts(x2, TDot.Load(in Unsafe.Add(ref w, (2 * stride) + second)));
            TDot x3 = TDot.Broadcast(in Unsafe.Add(ref row, 3 * Group));
            a3 = a3.AddProducts(x3, TDot.Load(in Unsafe.Add(ref w, 3 * stride)));
            b3 = b3.AddProducts(x3, TDot.Load(in Unsafe.Add(ref w, (3 * stride) + second)));
            row = ref Unsafe.Add(ref row, 4 * Group);
            w = ref Unsafe.Add(ref w, 4 * stride);
        }

        for (; group < groups; group++)
        {
            TDot x0 = TDot.Broadcast(in row);
            a0 = a0.AddProducts(x0, TDot.Load(in w));
            b0 = b0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, second)));
            row = ref Unsafe.Add(ref row, Group);
            w = ref Unsafe.Add(ref w, stride);
        }

        StorePair((a0 + a1) + (a2 + a3), (b0 + b1) + (b2 + b3), ref scale, ref bias, poison, ref y);
    }

    /// <summary>One row and a panel four registers wide, whose weights are then read in order. The sums are split in two, since each waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWholeRow<TDot>(
        ref byte row, ref sbyte w, ref float scale, ref float bias, ref float y, nuint groups)
        where TDot : struct, IByteDot<TDot>
    {
        TDot a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        nuint next = (nuint)(TDot.Count * Group);
        nuint columns = 2 * (nuint)TDot.Count;
        float poison = ByteRows.Poison(ref row, groups);
        for (nuint pair = 0; pair != groups / 2; pair++)
        {
            TDot x0 = TDot.Broadcast(in row);
            a0 = a0.AddProducts(x0, TDot.Load(in w));
            b0 = b0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, next)));
            c0 = c0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, 2 * next)));
            d0 = d0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, 3 * next)));
            TDot x1 = TDot.Broadcast(in Unsafe.Add(ref row, Group));
            a1 = a1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, 4 * next)));
            b1 = b1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, 5 * next)));
            c1 = c1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, 6 * next)));
            d1 = d1.AddProducts(x1, TDot.Load(in Unsafe.Add(ref w, 7 * next)));
            row = ref Unsafe.Add(ref row, 2 * Group);
            w = ref Unsafe.Add(ref w, 8 * next);
        }

        if (groups % 2 != 0)
        {
            TDot x0 = TDot.Broadcast(in row);
            a0 = a0.AddProducts(x0, TDot.Load(in w));
            b0 = b0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, next)));
            c0 = c0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, 2 * next)));
            d0 = d0.AddProducts(x0, TDot.Load(in Unsafe.Add(ref w, 3 * next)));
        }

        StorePair(a0 + a1, b0 + b1, ref scale, ref bias, poison, ref y);
        StorePair(c0 + c1, d0 + d1, ref Unsafe.Add(ref scale, columns), ref Unsafe.Add(ref bias, columns), poison, ref Unsafe.Add(ref y, columns));
    }

    /// <summary>Four rows, which share the weights they load.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRows<TDot>(
        ref byte row0, nuint rowStride, ref sbyte w, ref float scale, ref float bias, ref float y, nuint groups, nuint width)
        where TDot : struct, IByteDot<TDot>
    {
        TDot a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        nuint second = (nuint)(TDot.Count * Group);
        ref byte row1 = ref Unsafe.Add(ref row0, rowStride);
        ref byte row2 = ref Unsafe.Add(ref row0, 2 * rowStride);
        ref byte row3 = ref Unsafe.Add(ref row0, 3 * rowStride);
        nuint end = groups * Group;
        for (nuint k = 0; k != end; k += Group)
        {
            TDot first = TDot.Load(in w);
            TDot next = TDot.Load(in Unsafe.Add(ref w, second));
            w = ref Unsafe.Add(ref w, width * Group);
            TDot x0 = TDot.Broadcast(in Unsafe.Add(ref row0, k));
            a0 = a0.AddProducts(x0, first);
            b0 = b0.AddProducts(x0, next);
            TDot x1 = TDot.Broadcast(in Unsafe.Add(ref row1, k));
            a1 = a1.AddProducts(x1, first);
            b1 = b1.AddProducts(x1, next);
            TDot x2 = TDot.Broadcast(in Unsafe.Add(ref row2, k));
            a2 = a2.AddProducts(x2, first);
            b2 = b2.AddProducts(x2, next);
            TDot x3 = TDot.Broadcast(in Unsafe.Add(ref row3, k));
            a3 = a3.AddProducts(x3, first);
            b3 = b3.AddProducts(x3, next);
        }

        StorePair(a0, b0, ref scale, ref bias, ByteRows.Poison(ref row0, groups), ref y);
        StorePair(a1, b1, ref scale, ref bias, ByteRows.Poison(ref row1, groups), ref Unsafe.Add(ref y, width));
        StorePair(a2, b2, ref scale, ref bias, ByteRows.Poison(ref row2, groups), ref Unsafe.Add(ref y, 2 * width));
        StorePair(a3, b3, ref scale, ref bias, ByteRows.Poison(ref row3, groups), ref Unsafe.Add(ref y, 3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<TDot>(TDot first, TDot second, ref float scale, ref float bias, float poison, ref float y)
        where TDot : struct, IByteDot<TDot>
    {
        nuint count = (nuint)TDot.Count;
        first.Store(in scale, in bias, poison, ref y);
        second.Store(in Unsafe.Add(ref scale, count), in Unsafe.Add(ref bias, count), poison, ref Unsafe.Add(ref y, count));
    }
}
