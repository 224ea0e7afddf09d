using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>4 lanes in a 128-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Simd128 : IVector<Simd128>
{
    private Vector128<float> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd128(Vector128<float> lanes) => _lanes = lanes;

    /// <summary>The register.</summary>
    internal readonly Vector128<float> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static bool IsReproducible => false;

    /// <inheritdoc/>
    public static Simd128 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Broadcast(float value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Broadcast(ref readonly float source, nuint offset) =>
        new(Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Load(ref readonly float source, nuint offset) =>
        new(Vector128.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _lanes.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MultiplyAdd(Simd128 x, Simd128 y, Simd128 z) =>
        new(Vector128.MultiplyAddEstimate(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd128 x, Simd128 y) => _lanes = Vector128.MultiplyAddEstimate(x._lanes, y._lanes, _lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Multiply(Simd128 x, ref readonly float y, nuint offset, bool again) =>
        new(x._lanes * Vector128.Create(Unsafe.Add(ref Unsafe.AsRef(in y), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator +(Simd128 x, Simd128 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 x, Simd128 y) => new(x._lanes - y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator *(Simd128 x, Simd128 y) => new(x._lanes * y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator /(Simd128 x, Simd128 y) => new(x._lanes / y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 x) => new(-x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LesserOr(Simd128 x, Simd128 y) =>
        Sse.IsSupported ? new(Sse.Min(x._lanes, y._lanes)) : Select(GreaterThan(y, x), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 GreaterOr(Simd128 x, Simd128 y) =>
        Sse.IsSupported ? new(Sse.Max(x._lanes, y._lanes)) : Select(GreaterThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Abs(Simd128 x) => new(Vector128.Abs(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 CopySign(Simd128 magnitude, Simd128 sign) => new(Vector128.CopySign(magnitude._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Sqrt(Simd128 x) => new(Vector128.Sqrt(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Round(Simd128 x) => new(Vector128.Round(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 GreaterThan(Simd128 x, Simd128 y) => new(Vector128.GreaterThan(x._lanes, y._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 IsNaN(Simd128 x) => new(~Vector128.Equals(x._lanes, x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 FirstLanes(int count) =>
        new(Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Where(Simd128 mask, Simd128 x) => new(mask._lanes & x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Select(Simd128 mask, Simd128 whenTrue, Simd128 whenFalse) =>
        new(Vector128.ConditionalSelect(mask._lanes, whenTrue._lanes, whenFalse._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 ScaleByPowerOfTwo(Simd128 x, Simd128 n)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.Scale(x._lanes, n._lanes));
        }

        Vector128<int> power = Vector128.ConvertToInt32Native(n._lanes);
        Vector128<int> half = power >> 1;
        Vector128<int> bias = Vector128.Create(127);
        return new(x._lanes * ((half + bias) << 23).AsSingle() * ((power - half + bias) << 23).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Exponent(Simd128 x) =>
        new(Vector128.ConvertToSingle((x._lanes.AsInt32() >>> 23) - Vector128.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Significand(Simd128 x) =>
        new(((x._lanes.AsInt32() & Vector128.Create(0x007F_FFFF)) | Vector128.Create(0x3F80_0000)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 LowerBFloat16(Simd128 pairs) => new((pairs._lanes.AsInt32() << 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreLowBytes(ref byte destination, nuint offset)
    {
        Vector128<ushort> words = Vector128.Narrow(_lanes.AsUInt32(), _lanes.AsUInt32());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, offset), Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd128 x) => Sum(x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Simd128 x)
    {
        Simd128 half = GreaterOr(x, new(Vector128.Shuffle(x._lanes, Vector128.Create(2, 3, 0, 1))));
        return GreaterOr(half, new(Vector128.Shuffle(half._lanes, Vector128.Create(1, 0, 3, 2))))._lanes.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWidened(Simd128 x, ref double sums, nuint offset)
    {
        (Vector128<double> lower, Vector128<double> upper) = Vector128.Widen(x._lanes);
        (Vector128.LoadUnsafe(ref sums, offset) + lower).StoreUnsafe(ref sums, offset);
        offset += 2;
        (Vector128.LoadUnsafe(ref sums, offset) + upper).StoreUnsafe(ref sums, offset);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductWidened(Simd128 x, Simd128 y, ref double sums, nuint offset)
    {
        (Vector128<double> xLower, Vector128<double> xUpper) = Vector128.Widen(x._lanes);
        (Vector128<double> yLower, Vector128<double> yUpper) = Vector128.Widen(y._lanes);
        (Vector128.LoadUnsafe(ref sums, offset) + (xLower * yLower)).StoreUnsafe(ref sums, offset);
        offset += 2;
        (Vector128.LoadUnsafe(ref sums, offset) + (xUpper * yUpper)).StoreUnsafe(ref sums, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector128<float> lanes)
    {
        lanes += Vector128.Shuffle(lanes, Vector128.Create(2, 3, 0, 1));
        return lanes.ToScalar() + lanes.GetElement(1);
    }
}
