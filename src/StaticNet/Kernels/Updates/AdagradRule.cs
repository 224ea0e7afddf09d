using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Adagrad: <c>s += g²</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor. Duchi, Hazan and Singer, "Adaptive subgradient methods
/// for online learning and stochastic optimization", JMLR 2011.
/// </summary>
internal readonly struct AdagradRule(float learningRate, RootWithEpsilon root) : IUpdateRule
{
    /// <inheritdoc/>
    public static int States => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        first = TVector.MultiplyAdd(g, g, first);
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), g / root.Of(first), w);
    }
}
