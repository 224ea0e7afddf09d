using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Normal values by the method of Box and Muller ("A note on the generation of random normal deviates", 1958), in groups of 32: uniform draws u
/// and v, the j-th and the (16 + j)-th of a group, become <c>√(−2·ln(1 − u))</c> times cosine and sine of <c>2π·v</c>. As u is a multiple of 2⁻²⁴,
/// no value is further from the mean than 5.8 deviations.
/// </summary>
internal readonly struct NormalDraw : IPanelDraw
{
    private const int Half = 16;

    private readonly float _mean;
    private readonly float _deviation;

    public NormalDraw(float mean, float deviation)
    {
        _mean = mean;
        _deviation = deviation;
    }

    /// <inheritdoc/>
    public static int Group => 2 * Half;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<TVector>(ref float draws, int count)
        where TVector : struct, IVector<TVector>
    {
        for (nuint group = 0; group < (nuint)count; group += 2 * Half)
        {
            for (nuint i = group; i < group + Half; i += (nuint)TVector.Count)
            {
                TVector complement = TVector.Broadcast(1f) - TVector.Load(ref draws, i);
                TVector radius = TVector.Sqrt(VectorMath.Log(complement) * TVector.Broadcast(-2f));
                TVector cosine = CosineOfTurn(TVector.Load(ref draws, i + Half), out TVector sine);
                (radius * cosine).Store(ref draws, i);
                (radius * sine).Store(ref draws, i + Half);
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector draws)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(TVector.Broadcast(_deviation), draws, TVector.Broadcast(_mean));

    /// <summary>Cosine and sine of <c>2π·turn</c>, for turns in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector CosineOfTurn<TVector>(TVector turn, out TVector sine)
        where TVector : struct, IVector<TVector>
    {
        // To the nearest quarter turn, exactly; the rest, at most π/4, by Taylor series.
        TVector four = turn * TVector.Broadcast(4f);
        TVector quarter = TVector.Round(four);
        TVector angle = (four - quarter) * TVector.Broadcast(1.57079633f);
        TVector square = angle * angle;
        TVector odd = TVector.MultiplyAdd(square, TVector.Broadcast(1f / 362880), TVector.Broadcast(-1f / 5040));
        odd = TVector.MultiplyAdd(square, odd, TVector.Broadcast(1f / 120));
        odd = TVector.MultiplyAdd(square, odd, TVector.Broadcast(-1f / 6));
        TVector nearSine = TVector.MultiplyAdd(angle * square, odd, angle);
        TVector even = TVector.MultiplyAdd(square, TVector.Broadcast(1f / 40320), TVector.Broadcast(-1f / 720));
        even = TVector.MultiplyAdd(square, even, TVector.Broadcast(1f / 24));
        even = TVector.MultiplyAdd(square, even, TVector.Broadcast(-0.5f));
        TVector nearCosine = TVector.MultiplyAdd(square, even, TVector.Broadcast(1f));

        // Quarters 0 to 4: the cosine is c, −s, −c, s, c and the sine s, c, −s, −c, s.
        TVector fromHalf = TVector.Abs(quarter - TVector.Broadcast(2f));
        TVector whole = TVector.GreaterThan(fromHalf, TVector.Broadcast(1.5f));
        TVector half = TVector.GreaterThan(TVector.Broadcast(0.5f), fromHalf);
        TVector second = TVector.GreaterThan(TVector.Broadcast(1.5f), quarter);
        TVector sideCosine = TVector.Select(second, -nearSine, nearSine);
        TVector sideSine = TVector.Select(second, nearCosine, -nearCosine);
        sine = TVector.Select(whole, nearSine, TVector.Select(half, -nearSine, sideSine));
        return TVector.Select(whole, nearCosine, TVector.Select(half, -nearCosine, sideCosine));
    }
}
