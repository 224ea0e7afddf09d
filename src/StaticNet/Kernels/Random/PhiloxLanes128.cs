using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>Two blocks in 128-bit registers.</summary>
internal readonly struct PhiloxLanes128 : IPhiloxLanes<PhiloxLanes128>
{
    private readonly Vector128<ulong> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PhiloxLanes128(Vector128<ulong> lanes) => _lanes = lanes;

    /// <inheritdoc/>
    public static int Count => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Broadcast(ulong word) => new(Vector128.Create(word));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Blocks(ulong first) => new(Vector128.Create(first) + Vector128.Create(0UL, 1));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Product(PhiloxLanes128 x, PhiloxLanes128 y)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.Multiply(x._lanes.AsUInt32(), y._lanes.AsUInt32()));
        }

        if (AdvSimd.IsSupported)
        {
            return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x._lanes), AdvSimd.ExtractNarrowingLower(y._lanes)));
        }

        Vector128<ulong> low = Vector128.Create(0xFFFF_FFFFUL);
        return new((x._lanes & low) * (y._lanes & low));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 High(PhiloxLanes128 x) => new(x._lanes >>> 32);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 operator +(PhiloxLanes128 x, PhiloxLanes128 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes128 Xor(PhiloxLanes128 x, PhiloxLanes128 y, PhiloxLanes128 z) => new(x._lanes ^ y._lanes ^ z._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(
        PhiloxLanes128 word0, PhiloxLanes128 word1, PhiloxLanes128 word2, PhiloxLanes128 word3, ref float destination, nuint offset)
    {
        Vector128<ulong> low = Pair(word0, word1);
        Vector128<ulong> high = Pair(word2, word3);
        Store(Vector128.Create(low.GetLower(), high.GetLower()), ref destination, offset);
        Store(Vector128.Create(low.GetUpper(), high.GetUpper()), ref destination, offset + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Pair(PhiloxLanes128 low, PhiloxLanes128 high) =>
        (low._lanes & Vector128.Create(0xFFFF_FFFFUL)) | (high._lanes << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<ulong> words, ref float destination, nuint offset)
    {
        // 24 bits fit a signed integer, whose conversion is exact and needs no instruction beyond the oldest.
        Vector128<int> bits = (words.AsUInt32() >>> 8).AsInt32();
        (Vector128.ConvertToSingle(bits) * Vector128.Create(1f / (1 << 24))).StoreUnsafe(ref destination, offset);
    }
}
