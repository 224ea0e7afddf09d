using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>16 lanes in a 512-bit register.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Simd512 : IVector<Simd512>
{
    private Vector512<float> _lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Simd512(Vector512<float> lanes) => _lanes = lanes;

    /// <summary>The register.</summary>
    internal readonly Vector512<float> Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes;
    }

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static bool IsReproducible => false;

    /// <inheritdoc/>
    public static Simd512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(float value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(ref readonly float source, nuint offset) =>
        new(Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in source), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref readonly float source, nuint offset) =>
        new(Vector512.LoadUnsafe(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _lanes.StoreUnsafe(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 x, Simd512 y, Simd512 z) =>
        new(Vector512.MultiplyAddEstimate(x._lanes, y._lanes, z._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Simd512 x, Simd512 y) => _lanes = Vector512.MultiplyAddEstimate(x._lanes, y._lanes, _lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Multiply(Simd512 x, ref readonly float y, nuint offset, bool again) =>
        again
            ? new(x._lanes * Vector512.Create(Unsafe.Add(ref Unsafe.As<float, int>(ref Unsafe.AsRef(in y)), offset)).AsSingle())
            : new(x._lanes * Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in y), offset)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 x, Simd512 y) => new(x._lanes + y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 x, Simd512 y) => new(x._lanes - y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 x, Simd512 y) => new(x._lanes * y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 x, Simd512 y) => new(x._lanes / y._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 x) => new(-x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LesserOr(Simd512 x, Simd512 y) =>
        Avx512F.IsSupported ? new(Avx512F.Min(x._lanes, y._lanes)) : Select(GreaterThan(y, x), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterOr(Simd512 x, Simd512 y) =>
        Avx512F.IsSupported ? new(Avx512F.Max(x._lanes, y._lanes)) : Select(GreaterThan(x, y), x, y);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Abs(Simd512 x) => new(Vector512.Abs(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 CopySign(Simd512 magnitude, Simd512 sign) => new(Vector512.CopySign(magnitude._lanes, sign._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Sqrt(Simd512 x) => new(Vector512.Sqrt(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Round(Simd512 x) => new(Vector512.Round(x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterThan(Simd512 x, Simd512 y) => new(Vector512.GreaterThan(x._lanes, y._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 IsNaN(Simd512 x) => new(~Vector512.Equals(x._lanes, x._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 FirstLanes(int count) =>
        new(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Where(Simd512 mask, Simd512 x) => new(mask._lanes & x._lanes);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Select(Simd512 mask, Simd512 whenTrue, Simd512 whenFalse) =>
        new(Vector512.ConditionalSelect(mask._lanes, whenTrue._lanes, whenFalse._lanes));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ScaleByPowerOfTwo(Simd512 x, Simd512 n)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(x._lanes, n._lanes));
        }

        Vector512<int> power = Vector512.ConvertToInt32Native(n._lanes);
        Vector512<int> half = power >> 1;
        Vector512<int> bias = Vector512.Create(127);
        return new(x._lanes * ((half + bias) << 23).AsSingle() * ((power - half + bias) << 23).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Exponent(Simd512 x) =>
        new(Vector512.ConvertToSingle((x._lanes.AsInt32() >>> 23) - Vector512.Create(127)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Significand(Simd512 x) =>
        new(((x._lanes.AsInt32() & Vector512.Create(0x007F_FFFF)) | Vector512.Create(0x3F80_0000)).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LowerBFloat16(Simd512 pairs) => new((pairs._lanes.AsInt32() << 16).AsSingle());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreLowBytes(ref byte destination, nuint offset)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(_lanes.AsUInt32()).StoreUnsafe(ref destination, offset);
            return;
        }

        Vector256<ushort> words = Vector256.Narrow(_lanes.AsUInt32().GetLower(), _lanes.AsUInt32().GetUpper());
        Vector128.Narrow(words.GetLower(), words.GetUpper()).StoreUnsafe(ref destination, offset);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd512 x) => Simd256.Sum(x._lanes.GetLower() + x._lanes.GetUpper());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Simd512 x) => Simd256.Max(Simd256.GreaterOr(new(x._lanes.GetLower()), new(x._lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWidened(Simd512 x, ref double sums, nuint offset)
    {
        (Vector512<double> lower, Vector512<double> upper) = Vector512.Widen(x._lanes);
        (Vector512.LoadUnsafe(ref sums, offset) + lower).StoreUnsafe(ref sums, offset);
        offset += 8;
        (Vector512.LoadUnsafe(ref sums, offset) + upper).StoreUnsafe(ref sums, offset);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductWidened(Simd512 x, Simd512 y, ref double sums, nuint offset)
    {
        (Vector512<double> xLower, Vector512<double> xUpper) = Vector512.Widen(x._lanes);
        (Vector512<double> yLower, Vector512<double> yUpper) = Vector512.Widen(y._lanes);
        (Vector512.LoadUnsafe(ref sums, offset) + (xLower * yLower)).StoreUnsafe(ref sums, offset);
        offset += 8;
        (Vector512.LoadUnsafe(ref sums, offset) + (xUpper * yUpper)).StoreUnsafe(ref sums, offset);
    }
}
