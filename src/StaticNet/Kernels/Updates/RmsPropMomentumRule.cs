using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// RMSProp with momentum: <c>s += (1 − ρ)·(g² − s)</c>, <c>v = μ·v + g/√s</c> with ε in the divisor, <c>w −= learningRate·v</c>.
/// </summary>
internal readonly struct RmsPropMomentumRule(float learningRate, double rho, float momentum, RootWithEpsilon root) : IUpdateRule
{
    private readonly float _weight = (float)(1 - rho);

    /// <inheritdoc/>
    public static int States => 2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        first = TVector.MultiplyAdd(TVector.Broadcast(_weight), (g * g) - first, first);
        second = TVector.MultiplyAdd(TVector.Broadcast(momentum), second, g / root.Of(first));
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), second, w);
    }
}
