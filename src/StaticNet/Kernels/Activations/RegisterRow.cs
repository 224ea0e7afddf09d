using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// What an unrolled network does with one row of values that a register holds: activations, softmax, the largest, and the way out to memory.
/// Lanes behind the row may hold anything.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RegisterRow
{
    /// <summary><c>f(x)</c>, lane by lane; a call unless f is short, since there is a limit to what one method may inline.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Apply<TActivation>(TActivation activation, Vector512<float> x)
        where TActivation : struct, IActivation =>
        TActivation.IsShort ? ApplyLast(activation, x) : Call(activation, x);

    /// <summary><c>f(x)</c>, lane by lane, always inlined: for the last layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ApplyLast<TActivation>(TActivation activation, Vector512<float> x)
        where TActivation : struct, IActivation =>
        activation.Forward(new Simd512(x)).Lanes;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Call<TActivation>(TActivation activation, Vector512<float> x)
        where TActivation : struct, IActivation =>
        ApplyLast(activation, x);

    /// <summary>The first <paramref name="count"/> lanes; 0 behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Keep(Vector512<float> x, int count) => KeepLanes(new Simd512(x), count).Lanes;

    /// <summary>Softmax of the first <paramref name="count"/> lanes, as <see cref="StaticNet.Kernels.Softmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softmax(Vector512<float> x, int count) => SoftmaxLanes(new Simd512(x), count).Lanes;

    /// <summary>Its logarithm, as <see cref="StaticNet.Kernels.LogSoftmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LogSoftmax(Vector512<float> x, int count) => LogSoftmaxLanes(new Simd512(x), count).Lanes;

    /// <summary>The lane of the largest of the first <paramref name="count"/> values; ties and NaN as in <see cref="StaticNet.Kernels.ArgMax"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ArgMax(Vector512<float> x, int count)
    {
        Vector512<float> maximum = Vector512.Create(Maximum(new Simd512(x), count));
        return FirstOf((uint)Vector512.Equals(x, maximum).ExtractMostSignificantBits(), ~(uint)Vector512.Equals(x, x).ExtractMostSignificantBits(), count);
    }

    /// <summary>Writes the first <paramref name="count"/> lanes, 1 to 16, and nothing behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> x, ref float y, int count)
    {
        if (count == 16)
        {
            x.StoreUnsafe(ref y);
        }
        else if (count > 8)
        {
            x.GetLower().StoreUnsafe(ref y);
            Store(x.GetUpper(), ref Unsafe.Add(ref y, 8), count - 8);
        }
        else
        {
            Store(x.GetLower(), ref y, count);
        }
    }

    /// <summary><c>f(x)</c>, lane by lane; a call unless f is short, since there is a limit to what one method may inline.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Apply<TActivation>(TActivation activation, Vector256<float> x)
        where TActivation : struct, IActivation =>
        TActivation.IsShort ? ApplyLast(activation, x) : Call(activation, x);

    /// <summary><c>f(x)</c>, lane by lane, always inlined: for the last layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ApplyLast<TActivation>(TActivation activation, Vector256<float> x)
        where TActivation : struct, IActivation =>
        activation.Forward(new Simd256(x)).Lanes;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> Call<TActivation>(TActivation activation, Vector256<float> x)
        where TActivation : struct, IActivation =>
        ApplyLast(activation, x);

    /// <summary>The first <paramref name="count"/> lanes; 0 behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Keep(Vector256<float> x, int count) => KeepLanes(new Simd256(x), count).Lanes;

    /// <summary>Softmax of the first <paramref name="count"/> lanes, as <see cref="StaticNet.Kernels.Softmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Softmax(Vector256<float> x, int count) => SoftmaxLanes(new Simd256(x), count).Lanes;

    /// <summary>Its logarithm, as <see cref="StaticNet.Kernels.LogSoftmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogSoftmax(Vector256<float> x, int count) => LogSoftmaxLanes(new Simd256(x), count).Lanes;

    /// <summary>The lane of the largest of the first <paramref name="count"/> values; ties and NaN as in <see cref="StaticNet.Kernels.ArgMax"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ArgMax(Vector256<float> x, int count)
    {
        Vector256<float> maximum = Vector256.Create(Maximum(new Simd256(x), count));
        return FirstOf((uint)Vector256.Equals(x, maximum).ExtractMostSignificantBits(), ~(uint)Vector256.Equals(x, x).ExtractMostSignificantBits(), count);
    }

    /// <summary>Writes the first <paramref name="count"/> lanes, 1 to 8, and nothing behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> x, ref float y, int count)
    {
        if (count == 8)
        {
            x.StoreUnsafe(ref y);
        }
        else if (count > 4)
        {
            x.GetLower().StoreUnsafe(ref y);
            Store(x.GetUpper(), ref Unsafe.Add(ref y, 4), count - 4);
        }
        else
        {
            Store(x.GetLower(), ref y, count);
        }
    }

    /// <summary><c>f(x)</c>, lane by lane; a call unless f is short, since there is a limit to what one method may inline.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Apply<TActivation>(TActivation activation, Vector128<float> x)
        where TActivation : struct, IActivation =>
        TActivation.IsShort ? ApplyLast(activation, x) : Call(activation, x);

    /// <summary><c>f(x)</c>, lane by lane, always inlined: for the last layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ApplyLast<TActivation>(TActivation activation, Vector128<float> x)
        where TActivation : struct, IActivation =>
        activation.Forward(new Simd128(x)).Lanes;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector128<float> Call<TActivation>(TActivation activation, Vector128<float> x)
        where TActivation : struct, IActivation =>
        ApplyLast(activation, x);

    /// <summary>The first <paramref name="count"/> lanes; 0 behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Keep(Vector128<float> x, int count) => KeepLanes(new Simd128(x), count).Lanes;

    /// <summary>Softmax of the first <paramref name="count"/> lanes, as <see cref="StaticNet.Kernels.Softmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Softmax(Vector128<float> x, int count) => SoftmaxLanes(new Simd128(x), count).Lanes;

    /// <summary>Its logarithm, as <see cref="StaticNet.Kernels.LogSoftmax"/> up to the order of the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LogSoftmax(Vector128<float> x, int count) => LogSoftmaxLanes(new Simd128(x), count).Lanes;

    /// <summary>The lane of the largest of the first <paramref name="count"/> values; ties and NaN as in <see cref="StaticNet.Kernels.ArgMax"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ArgMax(Vector128<float> x, int count)
    {
        Vector128<float> maximum = Vector128.Create(Maximum(new Simd128(x), count));
        return FirstOf((uint)Vector128.Equals(x, maximum).ExtractMostSignificantBits(), ~(uint)Vector128.Equals(x, x).ExtractMostSignificantBits(), count);
    }

    /// <summary>Writes the first <paramref name="count"/> lanes, 1 to 4, and nothing behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> x, ref float y, int count)
    {
        if (count == 4)
        {
            x.StoreUnsafe(ref y);
            return;
        }

        if (count >= 2)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref y), x.AsDouble().ToScalar());
        }

        if (count % 2 == 1)
        {
            Unsafe.Add(ref y, count - 1) = x.GetElement(count - 1);
        }
    }

    /// <summary>1 where the first value is above 0, else 0; NaN gives 0: as <see cref="BinaryClass"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsPositive(Vector128<float> x) => x.ToScalar() > 0 ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector KeepLanes<TVector>(TVector x, int count)
        where TVector : struct, IVector<TVector> =>
        TVector.Where(TVector.FirstLanes(count), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Maximum<TVector>(TVector x, int count)
        where TVector : struct, IVector<TVector> =>
        TVector.Max(count == TVector.Count ? x : TVector.Select(TVector.FirstLanes(count), x, TVector.Broadcast(float.NegativeInfinity)));

    /// <summary>The first NaN among <paramref name="count"/> lanes, else the first that equals the largest; a bit for each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstOf(uint largest, uint broken, int count)
    {
        broken &= (1u << count) - 1;
        return BitOperations.TrailingZeroCount(broken != 0 ? broken : largest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SoftmaxLanes<TVector>(TVector x, int count)
        where TVector : struct, IVector<TVector>
    {
        TVector exponentials = KeepLanes(VectorMath.Exp(x - TVector.Broadcast(Maximum(x, count))), count);
        return exponentials / TVector.Broadcast(TVector.Sum(exponentials));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector LogSoftmaxLanes<TVector>(TVector x, int count)
        where TVector : struct, IVector<TVector>
    {
        TVector shifted = x - TVector.Broadcast(Maximum(x, count));
        float sum = TVector.Sum(KeepLanes(VectorMath.Exp(shifted), count));
        return shifted - TVector.Broadcast((float)Math.Log(sum));
    }
}
