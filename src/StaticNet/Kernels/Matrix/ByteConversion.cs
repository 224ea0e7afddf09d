using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>Bytes as floats of the same value, which are exact. Source and destination must not overlap.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ByteConversion
{
    private const int BlockBytes = 16;

    /// <summary>Converts <paramref name="count"/> bytes.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="destination">As many floats, 0 to 255, overwritten; nothing beyond is touched.</param>
    /// <param name="count">How many; 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToSingle(ref readonly byte source, ref float destination, int count)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Convert512(in source, ref destination, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Convert256(in source, ref destination, count);
        }
        else
        {
            Convert128(in source, ref destination, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Convert512(ref readonly byte source, ref float destination, int count)
    {
        nuint i = 0;
        for (; i + BlockBytes <= (nuint)count; i += BlockBytes)
        {
            Vector256<ushort> words = Vector256.WidenLower(Vector128.LoadUnsafe(in source, i).ToVector256Unsafe());
            Vector512.ConvertToSingle(Vector512.WidenLower(words.ToVector512Unsafe()).AsInt32()).StoreUnsafe(ref destination, i);
        }

        ConvertRest(in source, ref destination, i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Convert256(ref readonly byte source, ref float destination, int count)
    {
        nuint i = 0;
        for (; i + BlockBytes <= (nuint)count; i += BlockBytes)
        {
            (Vector256<uint> low, Vector256<uint> high) =
                Vector256.Widen(Vector256.WidenLower(Vector128.LoadUnsafe(in source, i).ToVector256Unsafe()));
            Vector256.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref destination, i);
            Vector256.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref destination, i + 8);
        }

        ConvertRest(in source, ref destination, i, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Convert128(ref readonly byte source, ref float destination, int count)
    {
        nuint i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i + BlockBytes <= (nuint)count; i += BlockBytes)
            {
                (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.LoadUnsafe(in source, i));
                Store(low, ref destination, i);
                Store(high, ref destination, i + 8);
            }
        }

        ConvertRest(in source, ref destination, i, count);

        static void Store(Vector128<ushort> words, ref float destination, nuint at)
        {
            (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(words);
            Vector128.ConvertToSingle(low.AsInt32()).StoreUnsafe(ref destination, at);
            Vector128.ConvertToSingle(high.AsInt32()).StoreUnsafe(ref destination, at + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ConvertRest(ref readonly byte source, ref float destination, nuint start, int count)
    {
        for (nuint i = start; i < (nuint)count; i++)
        {
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref Unsafe.AsRef(in source), i);
        }
    }
}
