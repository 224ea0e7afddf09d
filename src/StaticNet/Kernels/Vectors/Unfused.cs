using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// A register whose <see cref="MultiplyAdd"/> rounds the product before it adds, on every processor; the rest is <typeparamref name="TVector"/>'s.
/// </summary>
/// <typeparam name="TVector">The register of the processor.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Unfused<TVector> : IVector<Unfused<TVector>>
    where TVector : struct, IVector<TVector>
{
    private TVector _register;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Unfused(TVector register) => _register = register;

    /// <inheritdoc/>
    public static int Count => TVector.Count;

    /// <inheritdoc/>
    public static bool IsReproducible => true;

    /// <inheritdoc/>
    public static Unfused<TVector> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TVector.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Broadcast(float value) => new(TVector.Broadcast(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Broadcast(ref readonly float source, nuint offset) => new(TVector.Broadcast(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Load(ref readonly float source, nuint offset) => new(TVector.Load(in source, offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nuint offset) => _register.Store(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> MultiplyAdd(Unfused<TVector> x, Unfused<TVector> y, Unfused<TVector> z) =>
        new((x._register * y._register) + z._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(Unfused<TVector> x, Unfused<TVector> y) => _register = (x._register * y._register) + _register;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Multiply(Unfused<TVector> x, ref readonly float y, nuint offset, bool again) =>
        new(TVector.Multiply(x._register, in y, offset, again));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> operator +(Unfused<TVector> x, Unfused<TVector> y) => new(x._register + y._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> operator -(Unfused<TVector> x, Unfused<TVector> y) => new(x._register - y._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> operator *(Unfused<TVector> x, Unfused<TVector> y) => new(x._register * y._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> operator /(Unfused<TVector> x, Unfused<TVector> y) => new(x._register / y._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> operator -(Unfused<TVector> x) => new(-x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> LesserOr(Unfused<TVector> x, Unfused<TVector> y) => new(TVector.LesserOr(x._register, y._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> GreaterOr(Unfused<TVector> x, Unfused<TVector> y) => new(TVector.GreaterOr(x._register, y._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Abs(Unfused<TVector> x) => new(TVector.Abs(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> CopySign(Unfused<TVector> magnitude, Unfused<TVector> sign) =>
        new(TVector.CopySign(magnitude._register, sign._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Sqrt(Unfused<TVector> x) => new(TVector.Sqrt(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Round(Unfused<TVector> x) => new(TVector.Round(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> GreaterThan(Unfused<TVector> x, Unfused<TVector> y) =>
        new(TVector.GreaterThan(x._register, y._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> IsNaN(Unfused<TVector> x) => new(TVector.IsNaN(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> FirstLanes(int count) => new(TVector.FirstLanes(count));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Where(Unfused<TVector> mask, Unfused<TVector> x) => new(TVector.Where(mask._register, x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Select(Unfused<TVector> mask, Unfused<TVector> whenTrue, Unfused<TVector> whenFalse) =>
        new(TVector.Select(mask._register, whenTrue._register, whenFalse._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> ScaleByPowerOfTwo(Unfused<TVector> x, Unfused<TVector> n) =>
        new(TVector.ScaleByPowerOfTwo(x._register, n._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Exponent(Unfused<TVector> x) => new(TVector.Exponent(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> Significand(Unfused<TVector> x) => new(TVector.Significand(x._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Unfused<TVector> LowerBFloat16(Unfused<TVector> pairs) => new(TVector.LowerBFloat16(pairs._register));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreLowBytes(ref byte destination, nuint offset) => _register.StoreLowBytes(ref destination, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Unfused<TVector> x) => TVector.Sum(x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Unfused<TVector> x) => TVector.Max(x._register);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddWidened(Unfused<TVector> x, ref double sums, nuint offset) => TVector.AddWidened(x._register, ref sums, offset);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProductWidened(Unfused<TVector> x, Unfused<TVector> y, ref double sums, nuint offset) =>
        TVector.AddProductWidened(x._register, y._register, ref sums, offset);
}
