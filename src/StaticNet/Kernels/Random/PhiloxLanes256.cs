using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>Four blocks in 256-bit registers. Only where <see cref="IsSupported"/>.</summary>
internal readonly struct PhiloxLanes256 : IPhiloxLanes<PhiloxLanes256>
{
    private readonly Vector256<ulong> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PhiloxLanes256(Vector256<ulong> lanes) => _lanes = lanes;

    /// <summary>Whether the processor has the instructions.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Broadcast(ulong word) => new(Vector256.Create(word));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Blocks(ulong first) => new(Vector256.Create(first) + Vector256.Create(0UL, 2, 1, 3));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Product(PhiloxLanes256 x, PhiloxLanes256 y) =>
        new(Avx2.Multiply(x._lanes.AsUInt32(), y._lanes.AsUInt32()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 High(PhiloxLanes256 x) => new(x._lanes >>> 32);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 operator +(PhiloxLanes256 x, PhiloxLanes256 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PhiloxLanes256 Xor(PhiloxLanes256 x, PhiloxLanes256 y, PhiloxLanes256 z) => new(x._lanes ^ y._lanes ^ z._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(
        PhiloxLanes256 word0, PhiloxLanes256 word1, PhiloxLanes256 word2, PhiloxLanes256 word3, ref float destination, nuint offset)
    {
        Vector256<ulong> low = Pair(word0, word1);
        Vector256<ulong> high = Pair(word2, word3);
        Store(Avx2.UnpackLow(low, high), ref destination, offset);
        Store(Avx2.UnpackHigh(low, high), ref destination, offset + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Pair(PhiloxLanes256 low, PhiloxLanes256 high) =>
        (low._lanes & Vector256.Create(0xFFFF_FFFFUL)) | (high._lanes << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> words, ref float destination, nuint offset)
    {
        // 24 bits fit a signed integer, whose conversion is exact and needs no instruction beyond the oldest.
        Vector256<int> bits = (words.AsUInt32() >>> 8).AsInt32();
        (Vector256.ConvertToSingle(bits) * Vector256.Create(1f / (1 << 24))).StoreUnsafe(ref destination, offset);
    }
}
