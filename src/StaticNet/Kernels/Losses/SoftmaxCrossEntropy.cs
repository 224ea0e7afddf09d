using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Cross-entropy of the softmax of logits, the mean over rows. Working on logits keeps loss and gradient exact where the softmax itself
/// would saturate. With label smoothing α over K classes the target is <c>(1 − α)·target + α/K</c> (Szegedy et al., "Rethinking the
/// Inception architecture", CVPR 2016). Padding may hold anything before and after. A NaN or +∞ makes loss and gradient of its row NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxCrossEntropy
{
    /// <summary>Loss and gradient against one class a row.</summary>
    /// <param name="logits">All panels of <c>[rows, classes]</c>.</param>
    /// <param name="gradient">
    /// All panels, overwritten with <c>(softmax − target)/rows</c>; may be <paramref name="logits"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="labels">The class of each row, 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="classes">Number of columns, at least 1.</param>
    /// <param name="labelSmoothing">α, in [0, 1].</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of rows.
    /// </param>
    /// <returns>The mean over rows of <c>−Σ target·ln softmax</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public static double Labels(
        ref readonly float logits,
        ref float gradient,
        ReadOnlySpan<int> labels,
        int rows,
        int classes,
        float labelSmoothing,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default) =>
        RowLoss.Mean(new ToLabels(labelSmoothing), in logits, ref gradient, labels, rows, classes, arithmetic, weights);

    /// <summary>
    /// Loss and gradient against a distribution a row. The targets need not sum to 1: with T their sum, the gradient is that of the loss,
    /// <c>(T·softmax − target)/rows</c>.
    /// </summary>
    /// <param name="logits">All panels of <c>[rows, classes]</c>.</param>
    /// <param name="gradient">All panels, overwritten; may be <paramref name="logits"/>; a null reference for the loss alone.</param>
    /// <param name="targets">The targets, <c>[rows, classes]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="classes">Number of columns, at least 1.</param>
    /// <param name="labelSmoothing">α, in [0, 1].</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of rows.
    /// </param>
    /// <returns>The mean over rows of <c>−Σ target·ln softmax</c>.</returns>
    public static double Targets(
        ref readonly float logits,
        ref float gradient,
        ReadOnlySpan<float> targets,
        int rows,
        int classes,
        float labelSmoothing,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default) =>
        RowLoss.Mean(new ToTargets(labelSmoothing), in logits, ref gradient, targets, rows, classes, arithmetic, weights);

    internal readonly struct ToLabels(float labelSmoothing) : IRowLoss<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Run<TVector, TWeights>(
            ref readonly float logits, ref float gradient, ReadOnlySpan<int> labels, int rows, int classes, TWeights weights)
            where TVector : struct, IVector<TVector>
            where TWeights : struct, IRowWeights, allows ref struct
        {
            double kept = 1 - (double)labelSmoothing;
            double spread = (double)labelSmoothing / classes;
            double loss = 0;
            for (int row = 0; row < rows; row++)
            {
                int label = labels[row];
                if ((uint)label >= (uint)classes)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(labels), label, $"Row {row} has the label {label}; expected a class from 0 to {classes - 1}.");
                }

                double weight = weights.Of(row);
                float maximum = SoftmaxRow.Maximum<TVector>(in logits, row, rows, classes);
                nuint labelled = (nuint)Panel.Offset(row, label, rows, classes);
                double targetMean = kept * ((double)Unsafe.Add(ref Unsafe.AsRef(in logits), labelled) - maximum);
                if (labelSmoothing != 0)
                {
                    targetMean += spread * SumBelowMaximum<TVector>(in logits, maximum, row, rows, classes);
                }

                if (Unsafe.IsNullRef(ref gradient))
                {
                    float total = SoftmaxRow.ExponentialSum<TVector>(in logits, maximum, row, rows, classes);
                    loss += weight * (PortableMath.Log(total) - targetMean);
                    continue;
                }

                float sum = SoftmaxRow.Exponentials<TVector>(in logits, ref gradient, maximum, row, rows, classes);
                loss += weight * (PortableMath.Log(sum) - targetMean);
                TVector scale = TVector.Broadcast((float)(weight / ((double)sum * rows)));
                TVector offset = TVector.Broadcast((float)(-spread * weight / rows));
                for (int column = 0; column < classes; column += TVector.Count)
                {
                    nuint i = (nuint)Panel.Offset(row, column, rows, classes);
                    TVector.MultiplyAdd(TVector.Load(ref gradient, i), scale, offset).Store(ref gradient, i);
                }

                Unsafe.Add(ref gradient, labelled) -= (float)(kept * weight / rows);
            }

            return loss / rows;
        }
    }

    internal readonly struct ToTargets(float labelSmoothing) : IRowLoss<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Run<TVector, TWeights>(
            ref readonly float logits, ref float gradient, ReadOnlySpan<float> targets, int rows, int classes, TWeights weights)
            where TVector : struct, IVector<TVector>
            where TWeights : struct, IRowWeights, allows ref struct
        {
            ref float target = ref MemoryMarshal.GetReference(targets);
            double keptShare = 1 - (double)labelSmoothing;
            double spreadShare = (double)labelSmoothing / classes;
            TVector kept = TVector.Broadcast((float)keptShare);
            TVector spread = TVector.Broadcast((float)spreadShare);
            double loss = 0;
            for (int row = 0; row < rows; row++)
            {
                double weight = weights.Of(row);
                float maximum = SoftmaxRow.Maximum<TVector>(in logits, row, rows, classes);
                TVector shift = TVector.Broadcast(maximum);
                LaneSums targetSums = default;
                LaneSums targetMeans = default;
                for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
                {
                    TVector part = TVector.Zero;
                    TVector mean = TVector.Zero;
                    for (int column = lane; column < classes; column += LaneSums.Count)
                    {
                        TVector mask = TVector.FirstLanes(classes - column);
                        TVector value = RowMajor.LoadFirst<TVector>(ref target, ((nuint)row * (nuint)classes) + (nuint)column, classes - column);
                        TVector difference = TVector.Load(in logits, (nuint)Panel.Offset(row, column, rows, classes)) - shift;
                        part += TVector.Where(mask, value);
                        mean += TVector.Where(mask, value * difference);
                    }

                    targetSums.Set(lane, part);
                    targetMeans.Set(lane, mean);
                }

                // Smoothing adds the same small number to every class. Added up in single precision, it would be rounded the same way each time.
                double targetSum = (keptShare * targetSums.Total<TVector>()) + labelSmoothing;
                double targetMean = keptShare * targetMeans.Total<TVector>();
                if (labelSmoothing != 0)
                {
                    targetMean += spreadShare * SumBelowMaximum<TVector>(in logits, maximum, row, rows, classes);
                }

                if (Unsafe.IsNullRef(ref gradient))
                {
                    float total = SoftmaxRow.ExponentialSum<TVector>(in logits, maximum, row, rows, classes);
                    loss += weight * ((targetSum * PortableMath.Log(total)) - targetMean);
                    continue;
                }

                float sum = SoftmaxRow.Exponentials<TVector>(in logits, ref gradient, maximum, row, rows, classes);
                loss += weight * ((targetSum * PortableMath.Log(sum)) - targetMean);
                TVector scale = TVector.Broadcast((float)(weight * targetSum / ((double)sum * rows)));
                TVector share = TVector.Broadcast((float)(weight / rows));
                for (int column = 0; column < classes; column += TVector.Count)
                {
                    nuint i = (nuint)Panel.Offset(row, column, rows, classes);
                    TVector value = RowMajor.LoadFirst<TVector>(ref target, ((nuint)row * (nuint)classes) + (nuint)column, classes - column);
                    value = TVector.MultiplyAdd(value, kept, spread);
                    ((TVector.Load(ref gradient, i) * scale) - (value * share)).Store(ref gradient, i);
                }
            }

            return loss / rows;
        }
    }

    // Σ (x − maximum) over the row: no term is positive, so nothing cancels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float SumBelowMaximum<TVector>(ref readonly float logits, float maximum, int row, int rows, int classes)
        where TVector : struct, IVector<TVector>
    {
        TVector shift = TVector.Broadcast(maximum);
        LaneSums sums = default;
        for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
        {
            TVector sum = TVector.Zero;
            for (int column = lane; column < classes; column += LaneSums.Count)
            {
                TVector values = TVector.Load(in logits, (nuint)Panel.Offset(row, column, rows, classes));
                sum += TVector.Where(TVector.FirstLanes(classes - column), values - shift);
            }

            sums.Set(lane, sum);
        }

        return sums.Total<TVector>();
    }
}
