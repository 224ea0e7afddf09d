using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// <c>½d²</c> for <c>|d| ≤ δ</c> and <c>δ(|d| − δ/2)</c> beyond, the mean over all elements; the gradient is d, kept within [−δ, δ], over
/// their number. Huber, "Robust estimation of a location parameter", 1964.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Huber
{
    /// <summary>Loss and gradient against targets.</summary>
    /// <param name="output">All panels of <c>[rows, columns]</c>; padding may hold anything.</param>
    /// <param name="gradient">
    /// All panels, overwritten, padding with anything; may be <paramref name="output"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="targets"><c>[rows, columns]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="delta">δ, positive: where the loss turns from quadratic to linear.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of elements.
    /// </param>
    /// <returns>The mean over all elements.</returns>
    public static double Targets(
        ref readonly float output,
        ref float gradient,
        ReadOnlySpan<float> targets,
        int rows,
        int columns,
        float delta,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default) =>
        ElementwiseLoss.Mean(new Element(delta), in output, ref gradient, targets, rows, columns, arithmetic, weights);

    internal readonly struct Element(float delta) : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Evaluate<TVector>(TVector output, TVector target, out TVector derivative)
            where TVector : struct, IVector<TVector>
        {
            TVector difference = output - target;
            derivative = VectorMath.Clamp(difference, -delta, delta);

            // With c = d kept within [−δ, δ], both branches are c·(d − c/2).
            return derivative * TVector.MultiplyAdd(derivative, TVector.Broadcast(-0.5f), difference);
        }
    }
}
