using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Runs the pass of a loss with the processor's registers, and without multiplications where no row is weighted.</summary>
internal static class RowLoss
{
    /// <summary>Loss and gradient against labels, one a row, or row-major targets.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="output">All panels of <c>[rows, columns]</c>; padding may hold anything.</param>
    /// <param name="gradient">
    /// All panels, overwritten, padding with anything; may be <paramref name="output"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="targets">Labels, <c>[rows]</c>, or values, <c>[rows, columns]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1.
    /// </param>
    /// <returns>The mean, as the loss defines it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Mean<TLoss, TTarget>(
        TLoss loss,
        ref readonly float output,
        ref float gradient,
        ReadOnlySpan<TTarget> targets,
        int rows,
        int columns,
        Arithmetic arithmetic,
        ReadOnlySpan<float> weights)
        where TLoss : struct, IRowLoss<TTarget> =>
        weights.IsEmpty
            ? VectorWidth.Sum(new Body<TLoss, TTarget, EqualWeights>(loss, in output, ref gradient, targets, rows, columns, default), arithmetic)
            : VectorWidth.Sum(
                new Body<TLoss, TTarget, RowWeights>(loss, in output, ref gradient, targets, rows, columns, new RowWeights(weights, rows)),
                arithmetic);

    private readonly ref struct Body<TLoss, TTarget, TWeights>(
        TLoss loss, ref readonly float output, ref float gradient, ReadOnlySpan<TTarget> targets, int rows, int columns, TWeights weights)
        : IVectorFunction
        where TLoss : struct, IRowLoss<TTarget>
        where TWeights : struct, IRowWeights, allows ref struct
    {
        private readonly ref readonly float _output = ref output;
        private readonly ref float _gradient = ref gradient;
        private readonly ReadOnlySpan<TTarget> _targets = targets;
        private readonly TWeights _weights = weights;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            loss.Run<TVector, TWeights>(in _output, ref _gradient, _targets, rows, columns, _weights);
    }
}
