using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Losses;

/// <summary>Every loss with weights of rows, against a plain reference and its finite differences.</summary>
public class WeightedLossTests
{
    private const int Rows = 6;

    private static readonly float[] _weights = [0.5f, 2f, 0f, 1f, 0.25f, 7f];

    private delegate double Kernel(ref readonly float output, ref float gradient, ReadOnlySpan<float> weights);

    private delegate double Reference(ReadOnlySpan<double> row, ReadOnlySpan<float> targets);

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agree_with_the_weighted_sum_of_the_reference(int columns)
    {
        float[] targets = [.. Panels.Random(Rows * columns, seed: columns + 1).Select(static value => MathF.Abs(value))];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => row * 5 % columns)];
        float[] oneHot = new float[Rows * columns];
        StaticNet.OneHot.Encode(labels, columns, oneHot);
        foreach (float smoothing in new[] { 0f, 0.1f })
        {
            Reference crossEntropy = (row, expected) => SoftmaxCrossEntropyReference.Mean(row, expected, 1, columns, smoothing);
            Reference clipped = (row, expected) => ClippedCrossEntropyReference.Mean(row, expected, 1, columns, smoothing);
            Check(columns, oneHot, crossEntropy, Widths(
                new SoftmaxCrossEntropy.ToLabels(smoothing), labels, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                    SoftmaxCrossEntropy.Labels(in x, ref dx, labels, Rows, columns, smoothing, weights: w)));
            Check(columns, targets, crossEntropy, Widths(
                new SoftmaxCrossEntropy.ToTargets(smoothing), targets, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                    SoftmaxCrossEntropy.Targets(in x, ref dx, targets, Rows, columns, smoothing, weights: w)));
            Check(columns, oneHot, clipped, Widths(
                new ClippedCrossEntropy.ToLabels(smoothing), labels, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                    ClippedCrossEntropy.Labels(in x, ref dx, labels, Rows, columns, smoothing, weights: w)));
            Check(columns, targets, clipped, Widths(
                new ClippedCrossEntropy.ToTargets(smoothing), targets, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                    ClippedCrossEntropy.Targets(in x, ref dx, targets, Rows, columns, smoothing, weights: w)));
            Check(
                columns, targets, Mean((output, target) => ElementwiseLossReference.BinaryCrossEntropy(output, target, smoothing)), Widths(
                    Elementwise(new BinaryCrossEntropy.Element(smoothing)), targets, columns,
                    (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                        BinaryCrossEntropy.Targets(in x, ref dx, targets, Rows, columns, smoothing, weights: w)));
        }

        Check(columns, targets, Mean(ElementwiseLossReference.SquaredError), Widths(
            Elementwise(default(MeanSquaredError.Element)), targets, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                MeanSquaredError.Targets(in x, ref dx, targets, Rows, columns, weights: w)));
        Check(columns, targets, Mean(ElementwiseLossReference.AbsoluteError), Widths(
            Elementwise(default(MeanAbsoluteError.Element)), targets, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                MeanAbsoluteError.Targets(in x, ref dx, targets, Rows, columns, weights: w)));
        Check(columns, targets, Mean((output, target) => ElementwiseLossReference.Huber(output, target, 0.7f)), Widths(
            Elementwise(new Huber.Element(0.7f)), targets, columns, (ref readonly float x, ref float dx, ReadOnlySpan<float> w) =>
                Huber.Targets(in x, ref dx, targets, Rows, columns, 0.7f, weights: w)));
    }

    [Fact]
    public void Binary_labels_are_weighed_as_their_targets_are()
    {
        int[] labels = [0, 1, 1, 0, 1, 0];
        float[] targets = Array.ConvertAll(labels, static label => (float)label);
        float[] logits = Panels.Random(Rows, seed: 3);
        float[] ofLabels = Panels.Poisoned(logits, Rows, 1);
        float[] ofTargets = Panels.Poisoned(logits, Rows, 1);
        Assert.Equal(
            BinaryCrossEntropy.Targets(in ofTargets[0], ref ofTargets[0], targets, Rows, 1, 0.1f, weights: _weights),
            BinaryCrossEntropy.Labels(in ofLabels[0], ref ofLabels[0], labels, Rows, 1, 0.1f, weights: _weights));
        Assert.Equal(Panels.RowMajor(ofTargets, Rows, 1), Panels.RowMajor(ofLabels, Rows, 1));
        Assert.Equal(0, Panels.RowMajor(ofLabels, Rows, 1)[2]);
    }

    [Fact]
    public void A_weight_of_a_sample_holds_for_all_its_rows()
    {
        const int Columns = 3;
        float[] logits = Panels.Random(Rows * Columns, seed: 4);
        int[] labels = [0, 1, 2, 0, 1, 2];
        float[] perRow = Panels.Poisoned(logits, Rows, Columns);
        float[] perSample = Panels.Poisoned(logits, Rows, Columns);
        Assert.Equal(
            SoftmaxCrossEntropy.Labels(in perRow[0], ref perRow[0], labels, Rows, Columns, 0f, weights: [3f, 3f, 0.5f, 0.5f, 1f, 1f]),
            SoftmaxCrossEntropy.Labels(in perSample[0], ref perSample[0], labels, Rows, Columns, 0f, weights: [3f, 0.5f, 1f]));
        Assert.Equal(Panels.RowMajor(perRow, Rows, Columns), Panels.RowMajor(perSample, Rows, Columns));
    }

    private static Reference Mean(Func<double, double, double> loss) => (row, targets) => ElementwiseLossReference.Mean(loss, row, targets);

    private static Kernel[] Widths<TLoss, TTarget>(TLoss loss, TTarget[] expected, int columns, Kernel widest)
        where TLoss : struct, IRowLoss<TTarget> =>
        new Weighted<TLoss, TTarget>(loss, expected, columns).Widths(widest);

    private static ElementwiseLoss.ToTargets<TElement> Elementwise<TElement>(TElement element)
        where TElement : struct, IElementwiseLoss => new(element);

    private static void Check(int columns, float[] targets, Reference reference, Kernel[] kernels)
    {
        float[] output = [.. Panels.Random(Rows * columns, seed: columns).Select(static value => value * 3)];
        double Weighted(double[] point)
        {
            double sum = 0;
            for (int row = 0; row < Rows; row++)
            {
                sum += _weights[row] * reference(point.AsSpan(row * columns, columns), targets.AsSpan(row * columns, columns));
            }

            return sum / Rows;
        }

        double exact = Weighted(Array.ConvertAll(output, static value => (double)value));
        double[] exactGradient = FiniteDifferences.Gradient(Weighted, output);
        float[] ones = [.. Enumerable.Repeat(1f, Rows)];
        foreach (Kernel kernel in kernels)
        {
            float[] panels = Panels.Poisoned(output, Rows, columns);
            double value = kernel(in panels[0], ref Unsafe.NullRef<float>(), _weights);
            Assert.Equal(exact, value, 2e-6 * (1 + Math.Abs(exact)));
            Assert.Equal(value, kernel(in panels[0], ref panels[0], _weights));
            float[] gradient = Panels.RowMajor(panels, Rows, columns);
            Close.Elementwise(exactGradient, gradient, 1e-6 * (1 + targets.Max()), 4e-6);
            Assert.All(gradient[(2 * columns)..(3 * columns)], static zero => Assert.Equal(0, zero));

            float[] plain = Panels.Poisoned(output, Rows, columns);
            float[] weighed = Panels.Poisoned(output, Rows, columns);
            Assert.Equal(kernels[0](in plain[0], ref plain[0], default), kernels[0](in weighed[0], ref weighed[0], ones));
            Assert.Equal(Panels.RowMajor(plain, Rows, columns), Panels.RowMajor(weighed, Rows, columns));
        }
    }

    private sealed record Weighted<TLoss, TTarget>(TLoss Loss, TTarget[] Expected, int Columns)
        where TLoss : struct, IRowLoss<TTarget>
    {
        public Kernel[] Widths(Kernel widest) => [widest, Run<Simd512>, Run<Simd256>, Run<Simd128>, Run<Scalar>];

        private double Run<TVector>(ref readonly float output, ref float gradient, ReadOnlySpan<float> weights)
            where TVector : struct, IVector<TVector> =>
            Loss.Run<TVector, RowWeights>(in output, ref gradient, Expected, Rows, Columns, new RowWeights(weights, Rows));
    }
}
