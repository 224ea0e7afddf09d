using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>Finds what is not zero in a run of values. NaN and infinity are not zero; −0 is.</summary>
internal static class NonZeros
{
    /// <summary>Floats that <see cref="Append"/> may write behind the last entry it was given: a whole run, and a whole vector behind it.</summary>
    public const int Slack = Panel.Width + 16;

    /// <summary>
    /// For a mask of eight lanes, the lanes whose bit is set, in order, a byte each: what moves them to the front.
    /// </summary>
    private static readonly ulong[] _lanesOfMask = LanesOfMask();

    /// <summary>
    /// Appends the values of a run that are not zero, and their columns, to two lists. Writes up to <see cref="Slack"/> floats behind the
    /// last entry.
    /// </summary>
    /// <param name="x">The run.</param>
    /// <param name="length">Its length, 1 to 32.</param>
    /// <param name="column">The column of its first value.</param>
    /// <param name="columns">The list of columns.</param>
    /// <param name="values">The list of values.</param>
    /// <param name="entries">How many entries the lists have.</param>
    /// <returns>How many entries there are now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Append<TVector>(
        ref readonly float x, int length, int column, ref int columns, ref float values, nuint entries)
        where TVector : struct, IVector<TVector>
    {
        ref float source = ref Unsafe.AsRef(in x);
        int i = 0;
#if NET10_0_OR_GREATER
        if (TVector.Count == Vector512<float>.Count && Avx512F.IsSupported)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512<float> lanes = Vector512.LoadUnsafe(ref source, (nuint)i);
                Vector512<float> mask = Avx512F.CompareNotEqual(lanes, Vector512<float>.Zero);
                Vector512<int> lane = Vector512<int>.Indices + Vector512.Create(column + i);
                Avx512F.Compress(Vector512<float>.Zero, mask, lanes).StoreUnsafe(ref values, entries);
                Avx512F.Compress(Vector512<int>.Zero, mask.AsInt32(), lane).StoreUnsafe(ref columns, entries);
                entries += (nuint)BitOperations.PopCount(mask.ExtractMostSignificantBits());
            }
        }
#endif
        if (TVector.Count >= Vector256<float>.Count && Avx2.IsSupported)
        {
            ref ulong lanesOfMask = ref MemoryMarshal.GetArrayDataReference(_lanesOfMask);
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<float> lanes = Vector256.LoadUnsafe(ref source, (nuint)i);
                uint mask = Vector256.Equals(lanes, Vector256<float>.Zero).ExtractMostSignificantBits() ^ 0xFF;
                Vector256<int> order = Avx2.ConvertToVector256Int32(
                    Vector128.CreateScalarUnsafe(Unsafe.Add(ref lanesOfMask, mask)).AsByte());
                Avx2.PermuteVar8x32(lanes, order).StoreUnsafe(ref values, entries);
                (order + Vector256.Create(column + i)).StoreUnsafe(ref columns, entries);
                entries += (nuint)BitOperations.PopCount(mask);
            }
        }

        // Without a branch: which values are zero is hard to foretell.
        for (; i < length; i++)
        {
            float value = Unsafe.Add(ref source, (nuint)i);
            Unsafe.Add(ref values, entries) = value;
            Unsafe.Add(ref columns, entries) = column + i;
            entries += (nuint)IsNonZero(value);
        }

        return entries;
    }

    /// <summary>1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IsNonZero(float value) => (BitConverter.SingleToInt32Bits(value) << 1) != 0 ? 1 : 0;

    private static ulong[] LanesOfMask()
    {
        ulong[] orders = new ulong[256];
        for (int mask = 0; mask < orders.Length; mask++)
        {
            int place = 0;
            for (int lane = 0; lane < 8; lane++)
            {
                if ((mask & (1 << lane)) != 0)
                {
                    orders[mask] |= (ulong)lane << (8 * place++);
                }
            }
        }

        return orders;
    }
}
