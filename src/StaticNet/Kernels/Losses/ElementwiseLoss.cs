using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>The pass that every element-wise loss shares: the mean over all elements, summed in double, and its gradient.</summary>
internal static class ElementwiseLoss
{
    /// <summary>Loss and gradient against row-major targets.</summary>
    /// <param name="loss">The loss of one element.</param>
    /// <param name="output">All panels of <c>[rows, columns]</c>; padding may hold anything.</param>
    /// <param name="gradient">
    /// All panels, overwritten, padding with anything; may be <paramref name="output"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="targets"><c>[rows, columns]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <returns>The mean over all elements.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Mean<TLoss>(
        TLoss loss,
        ref readonly float output,
        ref float gradient,
        ReadOnlySpan<float> targets,
        int rows,
        int columns,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TLoss : struct, IElementwiseLoss =>
        VectorWidth.Sum(new MeanBody<TLoss>(loss, in output, ref gradient, targets, rows, columns), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double MeanRun<TVector, TLoss>(
        TLoss loss, ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns)
        where TVector : struct, IVector<TVector>
        where TLoss : struct, IElementwiseLoss
    {
        Span<double> sums = stackalloc double[LaneSums.Count];
        sums.Clear();
        double elements = (double)rows * columns;
        TVector share = TVector.Broadcast((float)(1 / elements));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                nuint targetOffset = ((nuint)row * (nuint)columns) + (nuint)column;
                TVector target = RowMajor.LoadFirst<TVector>(in MemoryMarshal.GetReference(targets), targetOffset, columns - column);
                TVector value = loss.Evaluate(TVector.Load(in output, offset), target, out TVector derivative);
                value = TVector.Select(TVector.FirstLanes(columns - column), value, TVector.Zero);
                TVector.AddWidened(value, ref MemoryMarshal.GetReference(sums), (nuint)(column % LaneSums.Count));
                if (!Unsafe.IsNullRef(ref gradient))
                {
                    (derivative * share).Store(ref gradient, offset);
                }
            }
        }

        return PartialSums.Total(sums) / elements;
    }

    private readonly ref struct MeanBody<TLoss>(
        TLoss loss, ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns)
        : IVectorFunction
        where TLoss : struct, IElementwiseLoss
    {
        private readonly ref readonly float _output = ref output;
        private readonly ref float _gradient = ref gradient;
        private readonly ReadOnlySpan<float> _targets = targets;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            MeanRun<TVector, TLoss>(loss, in _output, ref _gradient, _targets, rows, columns);
    }
}
