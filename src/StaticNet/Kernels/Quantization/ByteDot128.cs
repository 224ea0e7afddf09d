using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>x</summary>
internal readonly struct ByteDot128 : IByteDot<ByteDot128>
{
    private readonly Vector128<int> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ByteDot128(Vector128<int> lanes) => _lanes = lanes;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot128 Broadcast(ref readonly byte source) => new(Vector128.Create(Unsafe.ReadUnaligned<int>(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot128 Load(ref readonly sbyte source) => new(Vector128.LoadUnsafe(in source).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteDot128 AddProducts(ByteDot128 activations, ByteDot128 weights)
    {
        if (Ssse3.IsSupported)
        {
            Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(activations._lanes.AsByte(), weights._lanes.AsSByte());
            return new(_lanes + Sse2.MultiplyAddAdjacent(pairs, Vector128<short>.One));
        }

        return new(
            _lanes
            + (((activations._lanes << 24) >> 24) * ((weights._lanes << 24) >> 24))
            + (((activations._lanes << 16) >> 24) * ((weights._lanes << 16) >> 24))
            + (((activations._lanes << 8) >> 24) * ((weights._lanes << 8) >> 24))
            + ((activations._lanes >> 24) * (weights._lanes >> 24)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot128 operator +(ByteDot128 x, ByteDot128 y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y)
    {
        Vector128<float> scaled = Vector128.ConvertToSingle(_lanes) * Vector128.LoadUnsafe(in scale);
        (scaled + (Vector128.LoadUnsafe(in bias) + Vector128.Create(poison))).StoreUnsafe(ref y);
    }
}
