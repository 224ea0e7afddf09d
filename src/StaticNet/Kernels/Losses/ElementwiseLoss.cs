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
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of elements.
    /// </param>
    /// <returns>The mean over all elements.</returns>
    public static double Mean<TLoss>(
        TLoss loss,
        ref readonly float output,
        ref float gradient,
        ReadOnlySpan<float> targets,
        int rows,
        int columns,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default)
        where TLoss : struct, IElementwiseLoss =>
        RowLoss.Mean(new ToTargets<TLoss>(loss), in output, ref gradient, targets, rows, columns, arithmetic, weights);

    internal readonly struct ToTargets<TLoss>(TLoss loss) : IRowLoss<float>
        where TLoss : struct, IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Run<TVector, TWeights>(
            ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns, TWeights weights)
            where TVector : struct, IVector<TVector>
            where TWeights : struct, IRowWeights, allows ref struct
        {
            // A copy of its own, which stores of gradients cannot change.
            TLoss element = loss;
            Span<double> sums = stackalloc double[LaneSums.Count];
            sums.Clear();
            double elements = (double)rows * columns;
            double inverse = 1 / elements;
            for (int row = 0; row < rows; row++)
            {
                double weight = weights.Of(row);
                TVector share = TVector.Broadcast((float)(inverse * weight));
                for (int column = 0; column < columns; column += TVector.Count)
                {
                    nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                    nuint targetOffset = ((nuint)row * (nuint)columns) + (nuint)column;
                    TVector target = RowMajor.LoadFirst<TVector>(in MemoryMarshal.GetReference(targets), targetOffset, columns - column);
                    TVector value = element.Evaluate(TVector.Load(in output, offset), target, out TVector derivative);
                    value = TVector.Where(TVector.FirstLanes(columns - column), value);
                    if (!TWeights.AreEqual)
                    {
                        value *= TVector.Broadcast((float)weight);
                    }

                    TVector.AddWidened(value, ref MemoryMarshal.GetReference(sums), (nuint)(column % LaneSums.Count));
                    if (!Unsafe.IsNullRef(ref gradient))
                    {
                        (derivative * share).Store(ref gradient, offset);
                    }
                }
            }

            return PartialSums.Total(sums) / elements;
        }
    }
}
