using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>x</summary>
internal readonly struct ByteDotVnni : IByteDot<ByteDotVnni>
{
    private readonly Vector256<int> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ByteDotVnni(Vector256<int> lanes) => _lanes = lanes;

    public static bool IsSupported => AvxVnni.IsSupported;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotVnni Broadcast(ref readonly byte source) => new(Vector256.Create(Unsafe.ReadUnaligned<int>(in source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotVnni Load(ref readonly sbyte source) => new(Vector256.LoadUnsafe(in source).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteDotVnni AddProducts(ByteDotVnni activations, ByteDotVnni weights) =>
        new(AvxVnni.MultiplyWideningAndAdd(_lanes, activations._lanes.AsByte(), weights._lanes.AsSByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotVnni operator +(ByteDotVnni x, ByteDotVnni y) => new(x._lanes + y._lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y)
    {
        Vector256<float> scaled = Vector256.ConvertToSingle(_lanes) * Vector256.LoadUnsafe(in scale);
        (scaled + (Vector256.LoadUnsafe(in bias) + Vector256.Create(poison))).StoreUnsafe(ref y);
    }
}
