using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>What a register of columns is normalised by: <c>(x − Mean)·Factor + shift</c> with <c>Factor = gamma·inverseDeviation</c>.</summary>
internal readonly struct ColumnNormalizer<TVector>
    where TVector : struct, IVector<TVector>
{
    public readonly TVector Mean;
    public readonly TVector Factor;
    private readonly TVector _shift;

    /// <summary>Of the columns from <paramref name="column"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ColumnNormalizer(ref readonly NormalizationParameters parameters, nuint column)
    {
        TVector low = OptionalVector.Load<TVector>(in parameters.MeanLow, column, 0f);
        Mean = TVector.Load(in parameters.Mean, column);
        Factor = TVector.Load(in parameters.InverseDeviation, column) * OptionalVector.Load<TVector>(in parameters.Gamma, column, 1f);
        _shift = TVector.MultiplyAdd(-low, Factor, OptionalVector.Load<TVector>(in parameters.Beta, column, 0f));
    }

    /// <summary><paramref name="x"/>, normalised.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply(TVector x) => ApplyToDifference(x - Mean);

    /// <summary>The same, given <c>x − Mean</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector ApplyToDifference(TVector difference) => TVector.MultiplyAdd(difference, Factor, _shift);
}
