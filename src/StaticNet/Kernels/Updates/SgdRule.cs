using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Gradient descent: <c>w −= learningRate·g</c>.</summary>
internal readonly struct SgdRule(float learningRate) : IUpdateRule
{
    /// <inheritdoc/>
    public static int States => 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>
    {
        w = TVector.MultiplyAdd(TVector.Broadcast(-learningRate), g, w);
    }
}
