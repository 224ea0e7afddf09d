using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>8 lanes in a 256-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Simd256 : IVector<Simd256>
{
    private Vector256<float> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd256(Vector256<float> lanes) => _lanes = lanes;

    /// <summary>The register.</summary>
    internal readonly Vector256<float> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static bool IsReproducible => false;

    /// <inheritdoc/>
    public static Simd256 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(ref readonly float source, nuint offset) =>
        new(Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(ref readonly float source, nuint offset) =>
        new(Vector256.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _lanes.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyAdd(Simd256 x, Simd256 y, Simd256 z) =>
        new(Vector256.MultiplyAddEstimate(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd256 x, Simd256 y) => _lanes = Vector256.MultiplyAddEstimate(x._lanes, y._lanes, _lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Multiply(Simd256 x, ref readonly float y, nuint offset, bool again) =>
        new(x._lanes * Vector256.Create(Unsafe.Add(ref Unsafe.AsRef(in y), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 x, Simd256 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 x, Simd256 y) => new(x._lanes - y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 x, Simd256 y) => new(x._lanes * y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 x, Simd256 y) => new(x._lanes / y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 x) => new(-x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LesserOr(Simd256 x, Simd256 y) =>
        Avx.IsSupported ? new(Avx.Min(x._lanes, y._lanes)) : Select(GreaterThan(y, x), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterOr(Simd256 x, Simd256 y) =>
        Avx.IsSupported ? new(Avx.Max(x._lanes, y._lanes)) : Select(GreaterThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Abs(Simd256 x) => new(Vector256.Abs(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 CopySign(Simd256 magnitude, Simd256 sign) => new(Vector256.CopySign(magnitude._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Sqrt(Simd256 x) => new(Vector256.Sqrt(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Round(Simd256 x) => new(Vector256.Round(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterThan(Simd256 x, Simd256 y) => new(Vector256.GreaterThan(x._lanes, y._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 IsNaN(Simd256 x) => new(~Vector256.Equals(x._lanes, x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 FirstLanes(int count) =>
        new(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Where(Simd256 mask, Simd256 x) => new(mask._lanes & x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Select(Simd256 mask, Simd256 whenTrue, Simd256 whenFalse) =>
        Avx.IsSupported
            ? new(Avx.BlendVariable(whenFalse._lanes, whenTrue._lanes, mask._lanes))
            : new(Vector256.ConditionalSelect(mask._lanes, whenTrue._lanes, whenFalse._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ScaleByPowerOfTwo(Simd256 x, Simd256 n)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.Scale(x._lanes, n._lanes));
        }

        Vector256<int> power = Vector256.ConvertToInt32Native(n._lanes);
        Vector256<int> half = power >> 1;
        Vector256<int> bias = Vector256.Create(127);
        return new(x._lanes * ((half + bias) << 23).AsSingle() * ((power - half + bias) << 23).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Exponent(Simd256 x) =>
        new(Vector256.ConvertToSingle((x._lanes.AsInt32() >>> 23) - Vector256.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Significand(Simd256 x) =>
        new(((x._lanes.AsInt32() & Vector256.Create(0x007F_FFFF)) | Vector256.Create(0x3F80_0000)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LowerBFloat16(Simd256 pairs) => new((pairs._lanes.AsInt32() << 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreLowBytes(ref byte destination, nuint offset)
    {
        Vector128<ushort> words = Vector128.Narrow(_lanes.AsUInt32().GetLower(), _lanes.AsUInt32().GetUpper());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, offset), Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd256 x) => Sum(x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Simd256 x) => Simd128.Max(Simd128.GreaterOr(new(x._lanes.GetLower()), new(x._lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWidened(Simd256 x, ref double sums, nuint offset)
    {
        (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(x._lanes);
        (Vector256.LoadUnsafe(ref sums, offset) + lower).StoreUnsafe(ref sums, offset);
        offset += 4;
        (Vector256.LoadUnsafe(ref sums, offset) + upper).StoreUnsafe(ref sums, offset);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductWidened(Simd256 x, Simd256 y, ref double sums, nuint offset)
    {
        (Vector256<double> xLower, Vector256<double> xUpper) = Vector256.Widen(x._lanes);
        (Vector256<double> yLower, Vector256<double> yUpper) = Vector256.Widen(y._lanes);
        (Vector256.LoadUnsafe(ref sums, offset) + (xLower * yLower)).StoreUnsafe(ref sums, offset);
        offset += 4;
        (Vector256.LoadUnsafe(ref sums, offset) + (xUpper * yUpper)).StoreUnsafe(ref sums, offset);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(Vector256<float> lanes) => Simd128.Sum(lanes.GetLower() + lanes.GetUpper());
}
