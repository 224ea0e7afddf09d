using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>x</summary>
internal readonly struct ByteDot256 : IByteDot<ByteDot256>
{
    private readonly Vector256<int> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ByteDot256(Vector256<int> lanes) => _lanes = lanes;

    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot256 Broadcast(ref readonly byte source) => new(Vector256.Create(Unsafe.ReadUnaligned<int>(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot256 Load(ref readonly sbyte source) => new(Vector256.LoadUnsafe(in source).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteDot256 AddProducts(ByteDot256 activations, ByteDot256 weights)
    {
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(activations._lanes.AsByte(), weights._lanes.AsSByte());
        return new(_lanes + Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDot256 operator +(ByteDot256 x, ByteDot256 y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y)
    {
        Vector256<float> scaled = Vector256.ConvertToSingle(_lanes) * Vector256.LoadUnsafe(in scale);
        (scaled + (Vector256.LoadUnsafe(in bias) + Vector256.Create(poison))).StoreUnsafe(ref y);
    }
}
