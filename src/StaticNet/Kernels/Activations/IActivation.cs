using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// An element-wise function with its derivative, written for registers of any width so that kernels can apply it while a value is
/// still in a register. NaN in gives NaN out, in the function and in the gradient.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivation
{
    /// <summary>
    /// Whether <see cref="Gradient"/> reads <c>x</c>. Where it is false the derivative follows from <c>y = f(x)</c> alone, so a layer
    /// may overwrite its input.
    /// </summary>
    static abstract bool UsesInput { get; }

    /// <summary>
    /// Whether <see cref="Forward"/> is a few instructions, so that a kernel may hold a copy of it for every register of a tile, and may rather compute an
    /// output again than load it.
    /// </summary>
    static abstract bool IsShort { get; }

    /// <summary><c>f(x)</c>, lane by lane.</summary>
    TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>;

    /// <summary>
    /// The gradient <c>dy·f′(x)</c>, lane by lane, given <paramref name="x"/> and <paramref name="y"/> = <c>f(x)</c>. <paramref name="x"/> is not read
    /// where <see cref="UsesInput"/> is false.
    /// </summary>
    TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>;
}
