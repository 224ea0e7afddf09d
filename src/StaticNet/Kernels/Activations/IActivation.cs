using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// An element-wise function and its derivative, written once for every vector width. A kernel that ends in an activation takes it as a
/// type argument, so that the function is inlined into the pass that produces its argument.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>
    /// Whether <see cref="Derivative{TVector}"/> reads its argument <c>x</c>. Where it does not, the output alone suffices for the
    /// backward pass and the layer may work in place.
    /// </summary>
    static abstract bool UsesInput { get; }

    /// <summary><c>f(x)</c>, lane by lane. NaN gives NaN.</summary>
    TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>;

    /// <summary>
    /// <c>f′(x)</c>, lane by lane, where <paramref name="y"/> is <c>f(x)</c>. <paramref name="x"/> may be anything where
    /// <see cref="UsesInput"/> is false.
    /// </summary>
    TVector Derivative<TVector>(TVector x, TVector y)
        where TVector : struct, IVector<TVector>;
}
