using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Nesterov momentum: <c>v = μ·v + g</c>, <c>w −= learningRate·(g + μ·v)</c>. Sutskever, Martens, Dahl and Hinton, "On the importance of
/// initialization and momentum in deep learning", ICML 2013.
/// </summary>
internal readonly struct NesterovRule(float learningRate, float momentum) : IUpdateRule
{
    /// <inheritdoc/>
    public static int States => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        TVector mu = TVector.Broadcast(momentum);
        first = TVector.MultiplyAdd(mu, first, g);
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), TVector.MultiplyAdd(mu, first, g), w);
    }
}
