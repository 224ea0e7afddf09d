using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// RMSProp: <c>s += (1 − ρ)·(g² − s)</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor. Tieleman and Hinton, "Lecture 6.5:
/// RMSProp", 2012.
/// </summary>
internal readonly struct RmsPropRule(float learningRate, double rho, RootWithEpsilon root) : IUpdateRule
{
    private readonly float _weight = (float)(1 - rho);

    /// <inheritdoc/>
    public static int States => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        first = TVector.MultiplyAdd(TVector.Broadcast(_weight), (g * g) - first, first);
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), g / root.Of(first), w);
    }
}
