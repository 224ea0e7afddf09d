using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>One lane, for processors without vectors: the same kernels, a value at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Scalar : IVector<Scalar>
{
    private float _lane;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Scalar(float lane) => _lane = lane;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsReproducible => false;

    /// <inheritdoc/>
    public static Scalar Zero => default;

    private static Scalar Mask(bool value) => new(BitConverter.Int32BitsToSingle(value ? -1 : 0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Broadcast(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Broadcast(ref readonly float source, nuint offset) => Load(in source, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Load(ref readonly float source, nuint offset) => new(Unsafe.Add(ref Unsafe.AsRef(in source), offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => Unsafe.Add(ref destination, offset) = _lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar MultiplyAdd(Scalar x, Scalar y, Scalar z) => new(float.MultiplyAddEstimate(x._lane, y._lane, z._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Scalar x, Scalar y) => _lane = float.MultiplyAddEstimate(x._lane, y._lane, _lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Multiply(Scalar x, ref readonly float y, nuint offset, bool again) =>
        new(x._lane * Unsafe.Add(ref Unsafe.AsRef(in y), offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator +(Scalar x, Scalar y) => new(x._lane + y._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar x, Scalar y) => new(x._lane - y._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator *(Scalar x, Scalar y) => new(x._lane * y._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator /(Scalar x, Scalar y) => new(x._lane / y._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar operator -(Scalar x) => new(-x._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar LesserOr(Scalar x, Scalar y) => x._lane < y._lane ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar GreaterOr(Scalar x, Scalar y) => x._lane > y._lane ? x : y;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Abs(Scalar x) => new(MathF.Abs(x._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar CopySign(Scalar magnitude, Scalar sign) => new(MathF.CopySign(magnitude._lane, sign._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Sqrt(Scalar x) => new(MathF.Sqrt(x._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Round(Scalar x) => new(MathF.Round(x._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar GreaterThan(Scalar x, Scalar y) => Mask(x._lane > y._lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar IsNaN(Scalar x) => Mask(float.IsNaN(x._lane));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar FirstLanes(int count) => Mask(count > 0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Where(Scalar mask, Scalar x) => Select(mask, x, Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Select(Scalar mask, Scalar whenTrue, Scalar whenFalse) =>
        BitConverter.SingleToInt32Bits(mask._lane) != 0 ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar ScaleByPowerOfTwo(Scalar x, Scalar n)
    {
        int power = (int)n._lane;
        int half = power >> 1;
        float first = BitConverter.Int32BitsToSingle((half + 127) << 23);
        float second = BitConverter.Int32BitsToSingle((power - half + 127) << 23);
        return new(x._lane * first * second);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Exponent(Scalar x) => new((BitConverter.SingleToInt32Bits(x._lane) >>> 23) - 127);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar Significand(Scalar x) =>
        new(BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(x._lane) & 0x007F_FFFF) | 0x3F80_0000));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Scalar LowerBFloat16(Scalar pairs) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(pairs._lane) << 16));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreLowBytes(ref byte destination, nuint offset) =>
        Unsafe.Add(ref destination, offset) = (byte)BitConverter.SingleToUInt32Bits(_lane);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Scalar x) => x._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Scalar x) => x._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWidened(Scalar x, ref double sums, nuint offset) => Unsafe.Add(ref sums, offset) += x._lane;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductWidened(Scalar x, Scalar y, ref double sums, nuint offset) =>
        Unsafe.Add(ref sums, offset) += (double)x._lane * y._lane;
}
