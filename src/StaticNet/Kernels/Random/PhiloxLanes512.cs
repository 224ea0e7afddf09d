using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>Eight blocks in 512-bit registers. Only where <see cref="IsSupported"/>.</summary>
internal readonly struct PhiloxLanes512 : IPhiloxLanes<PhiloxLanes512>
{
    private readonly Vector512<ulong> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PhiloxLanes512(Vector512<ulong> lanes) => _lanes = lanes;

    /// <summary>Whether the processor has the instructions.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Broadcast(ulong word) => new(Vector512.Create(word));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Blocks(ulong first) => new(Vector512.Create(first) + Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Product(PhiloxLanes512 x, PhiloxLanes512 y) =>
        new(Avx512F.Multiply(x._lanes.AsUInt32(), y._lanes.AsUInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 High(PhiloxLanes512 x) => new(x._lanes >>> 32);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 operator +(PhiloxLanes512 x, PhiloxLanes512 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes512 Xor(PhiloxLanes512 x, PhiloxLanes512 y, PhiloxLanes512 z) => new(Avx512F.TernaryLogic(x._lanes, y._lanes, z._lanes, 0x96));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(
        PhiloxLanes512 word0, PhiloxLanes512 word1, PhiloxLanes512 word2, PhiloxLanes512 word3, ref float destination, nuint offset)
    {
        Vector512<ulong> low = Pair(word0, word1);
        Vector512<ulong> high = Pair(word2, word3);
        Store(Avx512F.UnpackLow(low, high), ref destination, offset);
        Store(Avx512F.UnpackHigh(low, high), ref destination, offset + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Pair(PhiloxLanes512 low, PhiloxLanes512 high) =>
        (low._lanes & Vector512.Create(0xFFFF_FFFFUL)) | (high._lanes << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<ulong> words, ref float destination, nuint offset)
    {
        // 24 bits fit a signed integer, whose conversion is exact and needs no instruction beyond the oldest.
        Vector512<int> bits = (words.AsUInt32() >>> 8).AsInt32();
        (Vector512.ConvertToSingle(bits) * Vector512.Create(1f / (1 << 24))).StoreUnsafe(ref destination, offset);
    }
}
