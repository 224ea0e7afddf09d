using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Squared difference <c>d²</c>, the mean over all elements; the gradient is <c>2d</c> over their number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MeanSquaredError
{
    /// <summary>Loss and gradient against targets.</summary>
    /// <param name="output">All panels of <c>[rows, columns]</c>; padding may hold anything.</param>
    /// <param name="gradient">
    /// All panels, overwritten, padding with anything; may be <paramref name="output"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="targets"><c>[rows, columns]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
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
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default) =>
        ElementwiseLoss.Mean(default(Element), in output, ref gradient, targets, rows, columns, arithmetic, weights);

    internal readonly struct Element : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Evaluate<TVector>(TVector output, TVector target, out TVector derivative)
            where TVector : struct, IVector<TVector>
        {
            TVector difference = output - target;
            derivative = difference + difference;
            return difference * difference;
        }
    }
}
