using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Momentum: <c>v = μ·v + g</c>, <c>w −= learningRate·v</c>. Polyak, "Some methods of speeding up the convergence of iteration methods",
/// 1964.
/// </summary>
internal readonly struct MomentumRule(float learningRate, float momentum) : IUpdateRule
{
    /// <inheritdoc/>
    public static int States => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        first = TVector.MultiplyAdd(TVector.Broadcast(momentum), first, g);
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), first, w);
    }
}
