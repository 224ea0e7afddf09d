using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Cross-entropy of the softmax of logits whose probabilities are clipped to [1e-7, 1 − 1e-7] first, the mean over rows, as Keras 2 computes it
/// (<c>categorical_crossentropy</c>, with the epsilon of its backend). A clipped probability is a constant: its target contributes to the loss
/// and nothing to the gradient, so a row whose class has lost all probability is not learned from. <see cref="SoftmaxCrossEntropy"/> has no such
/// rows. With label smoothing α over K classes the target is <c>(1 − α)·target + α/K</c>. Padding may hold anything before and after. A NaN or +∞
/// makes loss and gradient of its row NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClippedCrossEntropy
{
    /// <summary>The natural logarithms of the limits, 1e-7 and 1 − 1e-7.</summary>
    private const double LowestLog = -16.118095650958320;
    private const double HighestLog = -1.0000000500000033e-7;

    /// <summary>Columns that are added up on their own, as softmax does: thousands of equal terms would be rounded the same way each time.</summary>
    private const int BlockColumns = 32 * LaneSums.Count;

    /// <summary>Loss and gradient against one class a row.</summary>
    /// <param name="logits">All panels of <c>[rows, classes]</c>.</param>
    /// <param name="gradient">
    /// All panels, overwritten with <c>(softmax − target)/rows</c>, or 0 where the label's probability is clipped; may be
    /// <paramref name="logits"/>; a null reference for the loss alone.
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
    /// <returns>The mean over rows of <c>−Σ target·ln clip(softmax)</c>.</returns>
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
    /// Loss and gradient against a distribution a row, which need not sum to 1. Only targets whose probability is not clipped count for the
    /// gradient: with T their sum, it is <c>(T·softmax − target)/rows</c> for these and <c>T·softmax/rows</c> for the others.
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
    /// <returns>The mean over rows of <c>−Σ target·ln clip(softmax)</c>.</returns>
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

                float maximum = SoftmaxRow.Maximum<TVector>(in logits, row, rows, classes);
                float sum = SoftmaxRow.ExponentialSum<TVector>(in logits, maximum, row, rows, classes);
                double logSum = PortableMath.Log(sum);
                nuint labelled = (nuint)Panel.Offset(row, label, rows, classes);
                double logProbability = (double)Unsafe.Add(ref Unsafe.AsRef(in logits), labelled) - maximum - logSum;

                // As with vectors below, NaN is neither clipped nor lost.
                bool isClipped = logProbability < LowestLog || logProbability > HighestLog;
                double targetSum = isClipped ? 0 : kept;
                double rowLoss = -kept * (isClipped ? Math.Clamp(logProbability, LowestLog, HighestLog) : logProbability);
                if (labelSmoothing != 0)
                {
                    (double logs, double inside) = ClippedLogs<TVector>(in logits, maximum, logSum, row, rows, classes);
                    rowLoss -= spread * logs;
                    targetSum += spread * inside;
                }

                double weight = weights.Of(row);
                loss += weight * rowLoss;

                if (Unsafe.IsNullRef(ref gradient))
                {
                    continue;
                }

                var limits = new Limits<TVector>(logSum);
                TVector shift = TVector.Broadcast(maximum);
                TVector scale = TVector.Broadcast((float)(weight * targetSum / ((double)sum * rows)));
                TVector smoothed = TVector.Broadcast((float)(spread * weight / rows));
                for (int column = 0; column < classes; column += TVector.Count)
                {
                    nuint i = (nuint)Panel.Offset(row, column, rows, classes);
                    TVector difference = TVector.Load(in logits, i) - shift;
                    TVector target = limits.ZeroIfClipped(difference, smoothed);
                    ((VectorMath.Exp(difference) * scale) - target).Store(ref gradient, i);
                }

                if (!isClipped)
                {
                    Unsafe.Add(ref gradient, labelled) -= (float)(kept * weight / rows);
                }
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
                float maximum = SoftmaxRow.Maximum<TVector>(in logits, row, rows, classes);
                float sum = SoftmaxRow.ExponentialSum<TVector>(in logits, maximum, row, rows, classes);
                double logSum = PortableMath.Log(sum);
                var limits = new Limits<TVector>(logSum);
                TVector shift = TVector.Broadcast(maximum);
                LaneSums targetSums = default;
                LaneSums means = default;
                for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
                {
                    TVector part = TVector.Zero;
                    TVector mean = TVector.Zero;
                    for (int column = lane; column < classes; column += LaneSums.Count)
                    {
                        TVector mask = TVector.FirstLanes(classes - column);
                        TVector value = RowMajor.LoadFirst<TVector>(ref target, ((nuint)row * (nuint)classes) + (nuint)column, classes - column);
                        TVector difference = TVector.Load(in logits, (nuint)Panel.Offset(row, column, rows, classes)) - shift;
                        part += TVector.Where(mask, limits.ZeroIfClipped(difference, value));
                        mean += TVector.Where(mask, value * limits.ClippedLog(difference));
                    }

                    targetSums.Set(lane, part);
                    means.Set(lane, mean);
                }

                // Smoothing adds the same small number to every class. Added up in single precision, it would be rounded the same way each time.
                double targetSum = keptShare * targetSums.Total<TVector>();
                double rowLoss = -keptShare * means.Total<TVector>();
                if (labelSmoothing != 0)
                {
                    (double logs, double inside) = ClippedLogs<TVector>(in logits, maximum, logSum, row, rows, classes);
                    rowLoss -= spreadShare * logs;
                    targetSum += spreadShare * inside;
                }

                double weight = weights.Of(row);
                loss += weight * rowLoss;

                if (Unsafe.IsNullRef(ref gradient))
                {
                    continue;
                }

                TVector scale = TVector.Broadcast((float)(weight * targetSum / ((double)sum * rows)));
                TVector share = TVector.Broadcast((float)(weight / rows));
                for (int column = 0; column < classes; column += TVector.Count)
                {
                    nuint i = (nuint)Panel.Offset(row, column, rows, classes);
                    TVector value = RowMajor.LoadFirst<TVector>(ref target, ((nuint)row * (nuint)classes) + (nuint)column, classes - column);
                    TVector difference = TVector.Load(in logits, i) - shift;
                    value = limits.ZeroIfClipped(difference, TVector.MultiplyAdd(value, kept, spread));
                    ((VectorMath.Exp(difference) * scale) - (value * share)).Store(ref gradient, i);
                }
            }

            return loss / rows;
        }
    }

    // Over the row: Σ ln clip(p), whose terms are all negative so that nothing cancels, and the number of probabilities that are not clipped.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Logs, double Inside) ClippedLogs<TVector>(
        ref readonly float logits, float maximum, double logSum, int row, int rows, int classes)
        where TVector : struct, IVector<TVector>
    {
        var limits = new Limits<TVector>(logSum);
        TVector shift = TVector.Broadcast(maximum);
        TVector one = TVector.Broadcast(1f);
        LaneSums logs = default;
        LaneSums counts = default;
        for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
        {
            TVector log = TVector.Zero;
            TVector count = TVector.Zero;
            for (int block = lane; block < classes; block += BlockColumns)
            {
                TVector part = TVector.Zero;
                int end = Math.Min(classes, block + BlockColumns);
                for (int column = block; column < end; column += LaneSums.Count)
                {
                    TVector mask = TVector.FirstLanes(classes - column);
                    TVector difference = TVector.Load(in logits, (nuint)Panel.Offset(row, column, rows, classes)) - shift;
                    part += TVector.Where(mask, limits.ClippedLog(difference));
                    count += TVector.Where(mask, limits.ZeroIfClipped(difference, one));
                }

                log += part;
            }

            logs.Set(lane, log);
            counts.Set(lane, count);
        }

        return (logs.Total<TVector>(), counts.Total<TVector>());
    }

    /// <summary>The limits of a row, on logits minus their maximum. NaN is neither below nor above.</summary>
    private readonly struct Limits<TVector>(double logSum)
        where TVector : struct, IVector<TVector>
    {
        private readonly TVector _logSum = TVector.Broadcast((float)logSum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector ClippedLog(TVector difference)
        {
            TVector lowest = TVector.Broadcast((float)LowestLog);
            TVector highest = TVector.Broadcast((float)HighestLog);
            TVector log = difference - _logSum;
            return TVector.Select(TVector.GreaterThan(lowest, log), lowest, TVector.Select(TVector.GreaterThan(log, highest), highest, log));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector ZeroIfClipped(TVector difference, TVector value)
        {
            TVector log = difference - _logSum;
            TVector below = TVector.GreaterThan(TVector.Broadcast((float)LowestLog), log);
            TVector above = TVector.GreaterThan(log, TVector.Broadcast((float)HighestLog));
            return TVector.Select(below, TVector.Zero, TVector.Select(above, TVector.Zero, value));
        }
    }
}
