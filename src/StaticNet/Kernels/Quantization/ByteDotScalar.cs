using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>One sum, without vectors.</summary>
internal readonly struct ByteDotScalar : IByteDot<ByteDotScalar>
{
    private readonly int _lane;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ByteDotScalar(int lane) => _lane = lane;

    public static bool IsSupported => true;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotScalar Broadcast(ref readonly byte source) => new(Unsafe.ReadUnaligned<int>(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotScalar Load(ref readonly sbyte source) =>
        new(Unsafe.ReadUnaligned<int>(in Unsafe.As<sbyte, byte>(ref Unsafe.AsRef(in source))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ByteDotScalar AddProducts(ByteDotScalar activations, ByteDotScalar weights) =>
        new(_lane
            + ((sbyte)activations._lane * (sbyte)weights._lane)
            + ((sbyte)(activations._lane >> 8) * (sbyte)(weights._lane >> 8))
            + ((sbyte)(activations._lane >> 16) * (sbyte)(weights._lane >> 16))
            + ((activations._lane >> 24) * (weights._lane >> 24)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteDotScalar operator +(ByteDotScalar x, ByteDotScalar y) => new(x._lane + y._lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y)
    {
        float scaled = _lane * scale;
        y = scaled + (bias + poison);
    }
}
