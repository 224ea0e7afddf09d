using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Elementary functions, lane by lane. Each is a reduction of the argument and a polynomial: branch-free, so that all lanes cost the
/// same, and inlined into the kernel that calls it. The bounds are in units in the last place of the exact result (ulp), with a fused
/// <see cref="IVector{TSelf}.MultiplyAdd"/> or without, over all single-precision arguments. NaN gives NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorMath
{
    private const float Log2E = 1.44269504088896341f;

    // ln 2 in two parts (Cody and Waite, 1980): the first has so few bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440054690583e-4f;

    private const float SmallestNormal = 1.17549435e-38f;
    private const float InverseRootTwoPi = 0.39894228040143267794f;

    /// <summary>
    /// <c>eˣ</c>, within 2 ulp. Infinity above 88.72, subnormal (within one unit of the smallest) below −87.33, 0 below −103.98.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector remainder = ReduceByLn2(Clamp(x, -104f, 89f), out TVector n);
        return TVector.ScaleByPowerOfTwo(ExpMinusOneOfRemainder(remainder) + TVector.Broadcast(1f), n);
    }

    /// <summary><c>eˣ − 1</c> without cancellation near 0, within 3 ulp. The sign of a zero is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // 2ⁿ·eʳ − 1 = 2ⁿ·((eʳ − 1) + (1 − 2⁻ⁿ)); below −20 the result is −1 whatever x is.
        TVector remainder = ReduceByLn2(Clamp(x, -20f, 89f), out TVector n);
        TVector one = TVector.Broadcast(1f);
        TVector sum = ExpMinusOneOfRemainder(remainder) + (one - TVector.ScaleByPowerOfTwo(one, -n));
        return TVector.CopySign(TVector.ScaleByPowerOfTwo(sum, n), x);
    }

    /// <summary>
    /// <c>ln x</c>, within 1 ulp, subnormal arguments included. −∞ at ±0, +∞ at +∞, NaN below 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector subnormal = TVector.GreaterThan(TVector.Broadcast(SmallestNormal), x);
        TVector normal = TVector.Select(subnormal, x * TVector.Broadcast(8388608f), x);
        TVector exponent = TVector.Exponent(normal) - TVector.Where(subnormal, TVector.Broadcast(23f));
        TVector significand = TVector.Significand(normal);

        // The significand is moved to [√½, √2), where its logarithm is smallest.
        TVector large = TVector.GreaterThan(significand, TVector.Broadcast(1.41421356f));
        significand = TVector.Select(large, significand * TVector.Broadcast(0.5f), significand);
        exponent += TVector.Where(large, TVector.Broadcast(1f));

        TVector fraction = significand - TVector.Broadcast(1f);
        TVector correction = TVector.MultiplyAdd(exponent, TVector.Broadcast(Ln2Low), LogOnePlusMinusArgument(fraction));
        TVector result = TVector.MultiplyAdd(exponent, TVector.Broadcast(Ln2High), fraction + correction);

        result = TVector.Select(TVector.GreaterThan(x, TVector.Broadcast(float.MaxValue)), x, result);
        result = TVector.Select(TVector.GreaterThan(x, TVector.Zero), result, TVector.Broadcast(float.NegativeInfinity));
        result = TVector.Select(TVector.GreaterThan(TVector.Zero, x), TVector.Broadcast(float.NaN), result);
        return TVector.Select(TVector.IsNaN(x), x, result);
    }

    /// <summary><c>ln(1 + eˣ)</c>, within 3 ulp: about <c>eˣ</c> far below 0 and <c>x</c> far above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector positive = TVector.Select(TVector.GreaterThan(TVector.Zero, x), TVector.Zero, x);
        return positive + LogOnePlusFraction(Exp(-TVector.Abs(x)));
    }

    /// <summary><c>ln(1 + x)</c> for <paramref name="x"/> in [0, 1], within 2 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlusFraction<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // Above √2 − 1: ln(1 + x) = ln 2 + ln((1 + x)/2).
        TVector half = TVector.Broadcast(0.5f);
        TVector large = TVector.GreaterThan(x, TVector.Broadcast(0.41421356f));
        TVector fraction = TVector.Select(large, TVector.MultiplyAdd(x, half, -half), x);
        TVector logarithm = fraction + LogOnePlusMinusArgument(fraction);
        return TVector.Select(large, logarithm + TVector.Broadcast(0.69314718f), logarithm);
    }

    /// <summary><c>1/(1 + e⁻ˣ)</c>, within 3 ulp (one unit of the smallest where the result is subnormal).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector>(TVector x)
        where TVector : struct, IVector<TVector> => Sigmoid(x, out _);

    /// <summary>
    /// <c>1/(1 + e⁻ˣ)</c>, and 1 minus it, <c>1/(1 + eˣ)</c>, as <paramref name="complement"/>; neither loses digits near 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector>(TVector x, out TVector complement)
        where TVector : struct, IVector<TVector>
    {
        // e^−|x| cannot overflow, and 1/(1 + e^|x|) = e^−|x|/(1 + e^−|x|).
        TVector one = TVector.Broadcast(1f);
        TVector decay = Exp(-TVector.Abs(x));
        TVector larger = one / (one + decay);
        TVector smaller = decay * larger;
        TVector negative = TVector.GreaterThan(TVector.Zero, x);
        complement = TVector.Select(negative, larger, smaller);
        return TVector.Select(negative, smaller, larger);
    }

    /// <summary><c>tanh x</c>, within 3 ulp, also near 0. The sign of a zero is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector minusTwo = TVector.Broadcast(-2f);
        TVector e = ExpMinusOne(TVector.Abs(x) * minusTwo);
        return TVector.CopySign(e / (minusTwo - e), x);
    }

    /// <summary>
    /// The upper tail of the standard normal distribution, <c>½ erfc(a/√2)</c>, for <paramref name="a"/> in [0, 15], within 7 ulp, and its
    /// density <c>e^(−a²/2)/√(2π)</c>.
    /// </summary>
    /// <remarks>
    /// The tail is <c>e^(−a²/2)·t·P(s)</c> with <c>t = 1/(a + 4)</c>, <c>s = (4 − a)·t</c> and a minimax polynomial P of degree 9, whose
    /// relative error is 9e-9: the quotient of tail and exponential is smooth and falls as 1/a.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalTail<TVector>(TVector a, out TVector density)
        where TVector : struct, IVector<TVector>
    {
        // The exponential would magnify the rounding error of a²/2. As in Cody's erfc (1969), a is split: with z = a to eight binary
        // places, z²/2 is exact, and the rest, (a − z)(a + z)/2, is at most 0.03 and joins the remainder.
        TVector half = TVector.Broadcast(-0.5f);
        TVector z = TVector.Round(a * TVector.Broadcast(256f)) * TVector.Broadcast(1f / 256f);
        TVector remainder = ReduceByLn2(z * z * half, out TVector n) + ((a - z) * (a + z) * half);
        TVector exponential = TVector.ScaleByPowerOfTwo(ExpMinusOneOfRemainder(remainder) + TVector.Broadcast(1f), n);
        density = exponential * TVector.Broadcast(InverseRootTwoPi);

        TVector four = TVector.Broadcast(4f);
        TVector t = TVector.Broadcast(1f) / (a + four);
        TVector s = (four - a) * t;
        TVector p = TVector.Broadcast(1.341962858e-4f);
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(1.746593135e-4f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-1.568408261e-3f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(-3.510210964e-3f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(7.524004345e-3f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(6.040348948e-2f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(1.865236563e-1f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(3.871369165e-1f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(6.078965799e-1f));
        p = TVector.MultiplyAdd(p, s, TVector.Broadcast(7.552851353e-1f));
        return exponential * (t * p);
    }

    /// <summary><paramref name="x"/> kept within [<paramref name="low"/>, <paramref name="high"/>]; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Clamp<TVector>(TVector x, float low, float high)
        where TVector : struct, IVector<TVector>
    {
        x = TVector.GreaterOr(TVector.Broadcast(low), x);
        return TVector.LesserOr(TVector.Broadcast(high), x);
    }

    /// <summary><paramref name="inside"/> where 0 &lt; y &lt; <paramref name="high"/>, 0 elsewhere; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector InsideOpenInterval<TVector>(TVector y, float high, float inside)
        where TVector : struct, IVector<TVector>
    {
        TVector belowHigh = TVector.Where(TVector.GreaterThan(TVector.Broadcast(high), y), TVector.Broadcast(inside));
        TVector result = TVector.Where(TVector.GreaterThan(y, TVector.Zero), belowHigh);
        return TVector.Select(TVector.IsNaN(y), y, result);
    }

    // x = n·ln 2 + r with an integral n and |r| at most ½·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceByLn2<TVector>(TVector x, out TVector n)
        where TVector : struct, IVector<TVector>
    {
        n = TVector.Round(x * TVector.Broadcast(Log2E));
        TVector remainder = TVector.MultiplyAdd(n, TVector.Broadcast(-Ln2High), x);
        return TVector.MultiplyAdd(n, TVector.Broadcast(-Ln2Low), remainder);
    }

    // eʳ − 1 = r + r²·P(r) for |r| at most ½·ln 2 or little more; P from expf of the Cephes library (Moshier, 1989).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpMinusOneOfRemainder<TVector>(TVector r)
        where TVector : struct, IVector<TVector>
    {
        TVector p = TVector.Broadcast(1.9875691500e-4f);
        p = TVector.MultiplyAdd(p, r, TVector.Broadcast(1.3981999507e-3f));
        p = TVector.MultiplyAdd(p, r, TVector.Broadcast(8.3334519073e-3f));
        p = TVector.MultiplyAdd(p, r, TVector.Broadcast(4.1665795894e-2f));
        p = TVector.MultiplyAdd(p, r, TVector.Broadcast(1.6666665459e-1f));
        p = TVector.MultiplyAdd(p, r, TVector.Broadcast(5.0000001201e-1f));
        return TVector.MultiplyAdd(r * r, p, r);
    }

    // ln(1 + f) − f = −f²/2 + f³·P(f) for 1 + f in [√½, √2]; P from logf of the Cephes library (Moshier, 1989).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogOnePlusMinusArgument<TVector>(TVector f)
        where TVector : struct, IVector<TVector>
    {
        TVector p = TVector.Broadcast(7.0376836292e-2f);
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(-1.1514610310e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(1.1676998740e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(-1.2420140846e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(1.4249322787e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(-1.6668057665e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(2.0000714765e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(-2.4999993993e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Broadcast(3.3333331174e-1f));
        TVector square = f * f;
        return TVector.MultiplyAdd(square * f, p, square * TVector.Broadcast(-0.5f));
    }
}
