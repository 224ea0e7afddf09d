using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Cross-entropy of the logistic function of logits, <c>ln(1 + eᶻ) − t·z</c>, the mean over all elements. Working on logits keeps loss
/// and gradient exact where the sigmoid itself would saturate. With label smoothing α the target is <c>(1 − α)·t + α/2</c>. Padding may
/// hold anything before and after.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BinaryCrossEntropy
{
    /// <summary>Loss and gradient of a single column against labels.</summary>
    /// <param name="logits">The one panel of <c>[rows, 1]</c>.</param>
    /// <param name="gradient">
    /// The panel, overwritten with <c>(sigmoid − target)/rows</c>; may be <paramref name="logits"/>; a null reference for the loss alone.
    /// </param>
    /// <param name="labels">The label of each row, 0 or 1.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns: 1.</param>
    /// <param name="labelSmoothing">α, in [0, 1].</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of rows.
    /// </param>
    /// <returns>The mean over rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is more than one column, or a label is neither 0 nor 1.</exception>
    public static double Labels(
        ref readonly float logits,
        ref float gradient,
        ReadOnlySpan<int> labels,
        int rows,
        int columns,
        float labelSmoothing,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default)
    {
        if (columns != 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(columns), columns, $"Labels need a single output column, and there are {columns}; pass targets instead.");
        }

        return RowLoss.Mean(new ToLabels(labelSmoothing), in logits, ref gradient, labels, rows, columns, arithmetic, weights);
    }

    /// <summary>Loss and gradient against targets.</summary>
    /// <param name="logits">All panels of <c>[rows, columns]</c>.</param>
    /// <param name="gradient">
    /// All panels, overwritten with <c>(sigmoid − target)/(rows·columns)</c>; may be <paramref name="logits"/>; a null reference for the
    /// loss alone.
    /// </param>
    /// <param name="targets">Probabilities, <c>[rows, columns]</c> row-major.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="labelSmoothing">α, in [0, 1].</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    /// <param name="weights">
    /// What the loss and gradient of each row are multiplied by, or of as many consecutive rows as there are for a weight; none: by 1. The mean
    /// still divides by the number of elements.
    /// </param>
    /// <returns>The mean over all elements.</returns>
    public static double Targets(
        ref readonly float logits,
        ref float gradient,
        ReadOnlySpan<float> targets,
        int rows,
        int columns,
        float labelSmoothing,
        Arithmetic arithmetic = Arithmetic.Fastest,
        ReadOnlySpan<float> weights = default) =>
        ElementwiseLoss.Mean(new Element(labelSmoothing), in logits, ref gradient, targets, rows, columns, arithmetic, weights);

    internal readonly struct ToLabels(float labelSmoothing) : IRowLoss<int>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public double Run<TVector, TWeights>(
            ref readonly float logits, ref float gradient, ReadOnlySpan<int> labels, int rows, int columns, TWeights weights)
            where TVector : struct, IVector<TVector>
            where TWeights : struct, IRowWeights, allows ref struct
        {
            var element = new Element(labelSmoothing);
            Span<double> sums = stackalloc double[16];
            sums.Clear();
            double inverse = 1.0 / rows;
            for (int row = 0; row < rows; row++)
            {
                int label = labels[row];
                if ((uint)label > 1)
                {
                    throw new ArgumentOutOfRangeException(nameof(labels), label, $"Row {row} has the label {label}; expected 0 or 1.");
                }

                nuint offset = (nuint)Panel.Offset(row, 0, rows, 1);
                TVector value = element.Evaluate(TVector.Load(in logits, offset), TVector.Broadcast(label), out TVector derivative);
                double weight = weights.Of(row);
                if (!TWeights.AreEqual)
                {
                    value *= TVector.Broadcast((float)weight);
                }

                TVector.AddWidened(value, ref MemoryMarshal.GetReference(sums), 0);
                if (!Unsafe.IsNullRef(ref gradient))
                {
                    (derivative * TVector.Broadcast((float)(inverse * weight))).Store(ref gradient, offset);
                }
            }

            return sums[0] / rows;
        }
    }

    internal readonly struct Element(float labelSmoothing) : IElementwiseLoss
    {
        // ln(1 + eᶻ) − t·z = ln(1 + e^−|z|) + max(z, 0) − t·z, and the last two are (1 − t)·z for z ≥ 0 and −t·z below.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Evaluate<TVector>(TVector output, TVector target, out TVector derivative)
            where TVector : struct, IVector<TVector>
        {
            TVector one = TVector.Broadcast(1f);
            target = TVector.MultiplyAdd(target, TVector.Broadcast(1 - labelSmoothing), TVector.Broadcast(labelSmoothing / 2));
            TVector decay = VectorMath.Exp(-TVector.Abs(output));
            TVector negative = TVector.GreaterThan(TVector.Zero, output);
            TVector step = TVector.Select(negative, TVector.Zero, one);
            derivative = (TVector.Select(negative, decay, one) / (one + decay)) - target;
            return TVector.MultiplyAdd(step - target, output, VectorMath.LogOnePlusFraction(decay));
        }
    }
}
