using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Adam: <c>m += (1 − β₁)·(g − m)</c>, <c>s += (1 − β₂)·(g² − s)</c>, <c>w −= stepSize·m/(√s·inverseRootCorrection + ε)</c>. Kingma and
/// Ba, "Adam: a method for stochastic optimization", ICLR 2015.
/// </summary>
internal readonly struct AdamRule(float stepSize, double beta1, double beta2, float inverseRootCorrection, float epsilon) : IUpdateRule
{
    private readonly float _weight1 = (float)(1 - beta1);
    private readonly float _weight2 = (float)(1 - beta2);

    /// <inheritdoc/>
    public static int States => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        first = TVector.MultiplyAdd(TVector.Broadcast(_weight1), g - first, first);
        second = TVector.MultiplyAdd(TVector.Broadcast(_weight2), (g * g) - second, second);
        TVector correction = TVector.Broadcast(inverseRootCorrection);
        TVector divisor = TVector.MultiplyAdd(TVector.Sqrt(second), correction, TVector.Broadcast(epsilon));
        w = TVector.MultiplyAdd(TVector.Broadcast(-stepSize), first / divisor, w);
    }
}
