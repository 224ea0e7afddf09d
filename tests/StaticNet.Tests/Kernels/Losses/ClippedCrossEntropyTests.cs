using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Losses;

public class ClippedCrossEntropyTests
{
    private const int Rows = 5;

    private delegate double Loss(ref readonly float logits, ref float gradient);

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agrees_with_the_reference_inside_the_limits_and_beyond(int classes)
    {
        // The last row is far from saturation, the others have probabilities on both sides of the lower limit.
        float[] logits = [.. Panels.Random(Rows * classes, seed: classes).Select((value, i) => value * (i / classes == Rows - 1 ? 2 : 14))];
        int[] labels = [0, classes - 1, classes / 2, classes / 3, classes / 4];
        float[] oneHot = new float[Rows * classes];
        for (int row = 0; row < Rows; row++)
        {
            oneHot[(row * classes) + labels[row]] = 1;
        }

        // Targets that do not sum to 1 must be right as well.
        float[] targets = [.. Panels.Random(Rows * classes, seed: classes + 1).Select(MathF.Abs)];
        foreach (float smoothing in new[] { 0f, 0.1f })
        {
            Check(
                logits, oneHot, classes, smoothing, Labels<Simd512>(labels, classes, smoothing), Labels<Simd256>(labels, classes, smoothing),
                Labels<Simd128>(labels, classes, smoothing), Labels<Scalar>(labels, classes, smoothing));
            Check(
                logits, targets, classes, smoothing, Targets<Simd512>(targets, classes, smoothing), Targets<Simd256>(targets, classes, smoothing),
                Targets<Simd128>(targets, classes, smoothing), Targets<Scalar>(targets, classes, smoothing));
        }
    }

    [Fact]
    public void Inside_the_limits_it_is_the_usual_cross_entropy()
    {
        const int Classes = 10;
        float[] logits = [.. Panels.Random(Rows * Classes, seed: 2).Select(value => value * 3)];
        int[] labels = [9, 0, 3, 3, 5];
        float[] clipped = Panels.Poisoned(logits, Rows, Classes);
        float[] usual = Panels.Poisoned(logits, Rows, Classes);
        Assert.Equal(
            SoftmaxCrossEntropy.Labels(in usual[0], ref usual[0], labels, Rows, Classes, 0.1f),
            ClippedCrossEntropy.Labels(in clipped[0], ref clipped[0], labels, Rows, Classes, 0.1f),
            1e-6);
        Close.Elementwise(
            Array.ConvertAll(Panels.RowMajor(usual, Rows, Classes), static value => (double)value), Panels.RowMajor(clipped, Rows, Classes), 1e-7, 0);
    }

    [Fact]
    public void A_row_beyond_the_limits_has_a_constant_loss_and_no_gradient()
    {
        // Probabilities of 2e-9 and of 1 less as much, for the label.
        float[] logits = Panels.Poisoned([0f, 20f, 0f, 20f], 2, 2);
        double loss = ClippedCrossEntropy.Labels(in logits[0], ref Unsafe.NullRef<float>(), [0, 1], 2, 2, 0f);
        Assert.Equal(-(Math.Log(1e-7) + Math.Log(1 - 1e-7)) / 2, loss, 1e-12);
        Assert.Equal(loss, ClippedCrossEntropy.Targets(in logits[0], ref logits[0], [1f, 0f, 0f, 1f], 2, 2, 0f), 1e-6);
        Assert.Equal([0f, 0f, 0f, 0f], Panels.RowMajor(logits, 2, 2));
    }

    [Fact]
    public void Softmax_far_from_saturation_is_clipped_nowhere()
    {
        // ln 1e-7 is −16.118: a difference of 16.1 lies inside, one of 16.13 beyond.
        float[] inside = Panels.Poisoned([0f, 16.1f], 1, 2);
        float[] beyond = Panels.Poisoned([0f, 16.13f], 1, 2);
        ClippedCrossEntropy.Labels(in inside[0], ref inside[0], [0], 1, 2, 0f);
        ClippedCrossEntropy.Labels(in beyond[0], ref beyond[0], [0], 1, 2, 0f);
        Close.Elementwise([-1, 1], Panels.RowMajor(inside, 1, 2), 3e-7, 0);
        Assert.Equal([0f, 0f], Panels.RowMajor(beyond, 1, 2));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_that_is_no_class_is_refused(int label)
    {
        float[] logits = Panels.Poisoned(new float[6], 2, 3);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => ClippedCrossEntropy.Labels(in logits[0], ref logits[0], [0, label], 2, 3, 0f));
        Assert.Contains($"Row 1 has the label {label}; expected a class from 0 to 2.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    public void NaN_is_neither_clipped_nor_lost(float smoothing)
    {
        float[] labelled = Panels.Poisoned([1f, 2f, 3f, float.NaN], 2, 2);
        float[] targeted = Panels.Poisoned([1f, 2f, 3f, float.NaN], 2, 2);
        Assert.True(double.IsNaN(ClippedCrossEntropy.Labels(in labelled[0], ref labelled[0], [0, 0], 2, 2, smoothing)));
        Assert.True(double.IsNaN(ClippedCrossEntropy.Targets(in targeted[0], ref targeted[0], [1f, 0f, 1f, 0f], 2, 2, smoothing)));
        foreach (float[] gradient in new[] { labelled, targeted })
        {
            float[] values = Panels.RowMajor(gradient, 2, 2);
            Assert.All(values[..2], static value => Assert.True(float.IsFinite(value)));
            Assert.All(values[2..], static value => Assert.True(float.IsNaN(value)));
        }
    }

    [Fact]
    public void Smoothing_over_many_classes_keeps_its_digits()
    {
        const int Classes = 5000;
        const float Smoothing = 0.416f;
        float[] logits = [.. Panels.Random(Rows * Classes, seed: 1).Select(static value => 9 * MathF.Abs(value))];
        float[] oneHot = new float[Rows * Classes];
        for (int row = 0; row < Rows; row++)
        {
            oneHot[(row * Classes) + (row * 1000)] = 1;
        }

        double exact = ClippedCrossEntropyReference.Mean(Array.ConvertAll(logits, value => (double)value), oneHot, Rows, Classes, Smoothing);
        float[] panels = Panels.Poisoned(logits, Rows, Classes);
        double loss = ClippedCrossEntropy.Targets(in panels[0], ref Unsafe.NullRef<float>(), oneHot, Rows, Classes, Smoothing);
        double ofLabels = ClippedCrossEntropy.Labels(in panels[0], ref Unsafe.NullRef<float>(), [0, 1000, 2000, 3000, 4000], Rows, Classes, Smoothing);
        Assert.Equal(exact, loss, 4e-7 * exact);
        Assert.Equal(exact, ofLabels, 4e-7 * exact);
    }

    private static Loss Labels<TVector>(int[] labels, int classes, float smoothing)
        where TVector : struct, IVector<TVector> =>
        (ref readonly float logits, ref float gradient) =>
            new ClippedCrossEntropy.ToLabels(smoothing).Run<TVector, EqualWeights>(in logits, ref gradient, labels, Rows, classes, default);

    private static Loss Targets<TVector>(float[] targets, int classes, float smoothing)
        where TVector : struct, IVector<TVector> =>
        (ref readonly float logits, ref float gradient) =>
            new ClippedCrossEntropy.ToTargets(smoothing).Run<TVector, EqualWeights>(in logits, ref gradient, targets, Rows, classes, default);

    private static void Check(float[] logits, float[] targets, int classes, float smoothing, params Loss[] widths)
    {
        double Mean(double[] point) => ClippedCrossEntropyReference.Mean(point, targets, Rows, classes, smoothing);
        double[] point = Array.ConvertAll(logits, static value => (double)value);
        double exact = Mean(point);
        double[] exactGradient = ClippedCrossEntropyReference.Gradient(point, targets, Rows, classes, smoothing);
        double[] slopes = FiniteDifferences.Gradient(Mean, logits);
        for (int i = 0; i < slopes.Length; i++)
        {
            Assert.Equal(slopes[i], exactGradient[i], 1e-7 * (1 + exact));
        }

        foreach (Loss loss in widths)
        {
            float[] panels = Panels.Poisoned(logits, Rows, classes);
            double value = loss(in panels[0], ref Unsafe.NullRef<float>());
            Assert.Equal(exact, value, (1e-6 * exact) + 1e-7);
            Assert.Equal(value, loss(in panels[0], ref panels[0]));
            double sum = targets.Max() * classes;
            Close.Elementwise(exactGradient, Panels.RowMajor(panels, Rows, classes), 2e-7 * (1 + (sum / 10)), 2e-6);
        }
    }
}
