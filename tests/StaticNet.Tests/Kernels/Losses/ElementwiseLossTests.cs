using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Losses;

/// <summary>Mean squared error, mean absolute error, Huber and binary cross-entropy.</summary>
public class ElementwiseLossTests
{
    private const int Rows = 4;

    private delegate double Loss(ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns);

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agree_with_the_reference_and_its_finite_differences(int columns)
    {
        Check(default(MeanSquaredError.Element), ElementwiseLossReference.SquaredError, columns);
        Check(default(MeanAbsoluteError.Element), ElementwiseLossReference.AbsoluteError, columns);
        Check(new Huber.Element(0.7f), (output, target) => ElementwiseLossReference.Huber(output, target, 0.7f), columns);
        foreach (float labelSmoothing in new[] { 0f, 0.1f })
        {
            Check(
                new BinaryCrossEntropy.Element(labelSmoothing),
                (output, target) => ElementwiseLossReference.BinaryCrossEntropy(output, target, labelSmoothing),
                columns);
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Binary_labels_are_targets_of_0_and_1(int rows)
    {
        float[] logits = [.. Panels.Random(rows, seed: rows).Select(value => value * 30)];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 3 == 0 ? 1 : 0)];
        float[] targets = Array.ConvertAll(labels, label => (float)label);

        float[] fromLabels = Panels.Poisoned(logits, rows, 1);
        float[] fromTargets = Panels.Poisoned(logits, rows, 1);
        double value = BinaryCrossEntropy.Labels(in fromLabels[0], ref Unsafe.NullRef<float>(), labels, rows, 1, 0.1f);
        double labelLoss = BinaryCrossEntropy.Labels(in fromLabels[0], ref fromLabels[0], labels, rows, 1, 0.1f);
        double targetLoss = BinaryCrossEntropy.Targets(in fromTargets[0], ref fromTargets[0], targets, rows, 1, 0.1f);
        Assert.Equal(targetLoss, value);
        Assert.Equal(targetLoss, labelLoss);
        Assert.Equal(Panels.RowMajor(fromTargets, rows, 1), Panels.RowMajor(fromLabels, rows, 1));
    }

    [Fact]
    public void Binary_cross_entropy_does_not_saturate()
    {
        float[] logits = Panels.Poisoned([1e4f, -1e4f, 50f, -50f], 1, 4);
        double loss = BinaryCrossEntropy.Targets(in logits[0], ref logits[0], [0f, 1f, 1f, 0f], 1, 4, 0f);
        Assert.Equal((1e4 + 1e4 + (2 * Math.Exp(-50))) / 4, loss);
        Close.Elementwise([0.25, -0.25, 0, Math.Exp(-50) / 4], Panels.RowMajor(logits, 1, 4), 0, 1e-6);
    }

    [Fact]
    public void Where_there_is_no_derivative_the_gradient_is_0()
    {
        float[] output = Panels.Poisoned([2f, 3f], 1, 2);
        Assert.Equal(0.5, MeanAbsoluteError.Targets(in output[0], ref output[0], [2f, 2f], 1, 2));
        Assert.Equal([0f, 0.5f], output[..2]);
    }

    [Fact]
    public void Huber_is_quadratic_up_to_delta_and_linear_beyond()
    {
        float[] output = Panels.Poisoned([0.5f, 1f, 3f, -3f], 1, 4);
        Assert.Equal((0.125 + 0.5 + 2.5 + 2.5) / 4, Huber.Targets(in output[0], ref output[0], new float[4], 1, 4, 1f));
        Assert.Equal([0.125f, 0.25f, 0.25f, -0.25f], output[..4]);
    }

    [Fact]
    public void NaN_reaches_loss_and_gradient()
    {
        Loss[] losses =
        [
            (ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns) =>
                MeanSquaredError.Targets(in output, ref gradient, targets, rows, columns),
            (ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns) =>
                MeanAbsoluteError.Targets(in output, ref gradient, targets, rows, columns),
            (ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns) =>
                Huber.Targets(in output, ref gradient, targets, rows, columns, 1f),
            (ref readonly float output, ref float gradient, ReadOnlySpan<float> targets, int rows, int columns) =>
                BinaryCrossEntropy.Targets(in output, ref gradient, targets, rows, columns, 0f),
        ];
        foreach (Loss loss in losses)
        {
            float[] output = Panels.Poisoned([0f, float.NaN], 1, 2);
            Assert.True(double.IsNaN(loss(in output[0], ref output[0], [0f, 0f], 1, 2)));
            Assert.True(float.IsFinite(output[0]));
            Assert.True(float.IsNaN(output[1]));
        }
    }

    [Fact]
    public void Wrong_binary_labels_are_refused()
    {
        float[] logits = new float[32];
        var label = Assert.Throws<ArgumentOutOfRangeException>(
            () => BinaryCrossEntropy.Labels(in logits[0], ref logits[0], [0, 2], 2, 1, 0f));
        Assert.Contains("Row 1 has the label 2; expected 0 or 1.", label.Message, StringComparison.Ordinal);
        var columns = Assert.Throws<ArgumentOutOfRangeException>(
            () => BinaryCrossEntropy.Labels(in logits[0], ref logits[0], [0, 1], 2, 3, 0f));
        Assert.Contains("a single output column", columns.Message, StringComparison.Ordinal);
    }

    private static void Check<TLoss>(TLoss loss, Func<double, double, double> reference, int columns)
        where TLoss : struct, IElementwiseLoss
    {
        float[] output = [.. Panels.Random(Rows * columns, seed: columns).Select(value => value * 3)];
        float[] targets = [.. Panels.Random(Rows * columns, seed: columns + 1).Select(MathF.Abs)];
        double Mean(double[] point) => ElementwiseLossReference.Mean(reference, point, targets);
        double exact = Mean(Array.ConvertAll(output, value => (double)value));
        double[] exactGradient = FiniteDifferences.Gradient(Mean, output);
        Check<Simd512, TLoss>(loss, output, targets, columns, exact, exactGradient);
        Check<Simd256, TLoss>(loss, output, targets, columns, exact, exactGradient);
        Check<Simd128, TLoss>(loss, output, targets, columns, exact, exactGradient);
        Check<Scalar, TLoss>(loss, output, targets, columns, exact, exactGradient);
    }

    private static void Check<TVector, TLoss>(
        TLoss loss, float[] output, float[] targets, int columns, double exact, double[] exactGradient)
        where TVector : struct, IVector<TVector>
        where TLoss : struct, IElementwiseLoss
    {
        float[] panels = Panels.Poisoned(output, Rows, columns);
        var pass = new ElementwiseLoss.ToTargets<TLoss>(loss);
        double value = pass.Run<TVector, EqualWeights>(in panels[0], ref Unsafe.NullRef<float>(), targets, Rows, columns, default);
        Assert.Equal(exact, value, 1e-6);
        Assert.Equal(value, pass.Run<TVector, EqualWeights>(in panels[0], ref panels[0], targets, Rows, columns, default));
        Close.Elementwise(exactGradient, Panels.RowMajor(panels, Rows, columns), 1e-7, 1e-6);
    }
}
