using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>x</summary>
internal readonly struct ByteDot512 : IByteDot<ByteDot512>
{
    private readonly Vector512<int> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ByteDot512(Vector512<int> lanes) => _lanes = lanes;

    public static bool IsSupported => Avx512BW.IsSupported;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot512 Broadcast(ref readonly byte source) => new(Vector512.Create(Unsafe.ReadUnaligned<int>(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot512 Load(ref readonly sbyte source) => new(Vector512.LoadUnsafe(in source).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteDot512 AddProducts(ByteDot512 activations, ByteDot512 weights)
    {
        Vector512<short> pairs = Avx512BW.MultiplyAddAdjacent(activations._lanes.AsByte(), weights._lanes.AsSByte());
        return new(_lanes + Avx512BW.MultiplyAddAdjacent(pairs, Vector512<short>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot512 operator +(ByteDot512 x, ByteDot512 y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y)
    {
        Vector512<float> scaled = Vector512.ConvertToSingle(_lanes) * Vector512.LoadUnsafe(in scale);
        (scaled + (Vector512.LoadUnsafe(in bias) + Vector512.Create(poison))).StoreUnsafe(ref y);
    }
}
