using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Losses;

public class SoftmaxCrossEntropyTests
{
    private const int Rows = 4;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agrees_with_the_reference_and_its_finite_differences(int classes)
    {
        foreach (float labelSmoothing in new[] { 0f, 0.1f })
        {
            Check<Simd512>(classes, labelSmoothing);
            Check<Simd256>(classes, labelSmoothing);
            Check<Simd128>(classes, labelSmoothing);
            Check<Scalar>(classes, labelSmoothing);
        }
    }

    [Theory]
    [InlineData(1e4f)]
    [InlineData(-1e4f)]
    public void An_offset_changes_nothing(float offset)
    {
        const int Classes = 10;

        // Multiples of 1/256, so that adding the offset is exact.
        float[] logits = [.. Panels.Random(Rows * Classes, seed: 1).Select(value => MathF.Round(value * 1024) / 256)];
        float[] shifted = [.. logits.Select(value => value + offset)];
        int[] labels = [9, 0, 3, 3];

        float[] gradient = Panels.Poisoned(logits, Rows, Classes);
        float[] shiftedGradient = Panels.Poisoned(shifted, Rows, Classes);
        double loss = SoftmaxCrossEntropy.Labels(in gradient[0], ref gradient[0], labels, Rows, Classes, 0.1f);
        double shiftedLoss = SoftmaxCrossEntropy.Labels(in shiftedGradient[0], ref shiftedGradient[0], labels, Rows, Classes, 0.1f);
        Assert.Equal(loss, shiftedLoss, 1e-12);
        Assert.Equal(Panels.RowMajor(gradient, Rows, Classes), Panels.RowMajor(shiftedGradient, Rows, Classes));
    }

    [Fact]
    public void A_hopeless_row_costs_what_its_logits_say()
    {
        float[] logits = Panels.Poisoned([1000f, -1000f, 0f], 1, 3);
        double loss = SoftmaxCrossEntropy.Labels(in logits[0], ref logits[0], [1], 1, 3, 0f);
        Assert.Equal(2000, loss);
        Assert.Equal([1f, -1f, 0f], logits[..3]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_that_is_no_class_is_refused(int label)
    {
        float[] logits = Panels.Poisoned(new float[6], 2, 3);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => SoftmaxCrossEntropy.Labels(in logits[0], ref logits[0], [0, label], 2, 3, 0f));
        Assert.Contains($"Row 1 has the label {label}; expected a class from 0 to 2.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NaN_reaches_the_loss()
    {
        float[] logits = Panels.Poisoned([1f, 2f, 3f, float.NaN], 2, 2);
        Assert.True(double.IsNaN(SoftmaxCrossEntropy.Labels(in logits[0], ref Unsafe.NullRef<float>(), [0, 0], 2, 2, 0f)));
    }

    private static void Check<TVector>(int classes, float labelSmoothing)
        where TVector : struct, IVector<TVector>
    {
        float[] logits = [.. Panels.Random(Rows * classes, seed: classes).Select(value => value * 8)];
        int[] labels = [0, classes - 1, classes / 2, classes / 3];
        float[] oneHot = new float[Rows * classes];
        for (int row = 0; row < Rows; row++)
        {
            oneHot[(row * classes) + labels[row]] = 1;
        }

        // Sums that are not 1 must be right as well.
        float[] targets = [.. Panels.Random(Rows * classes, seed: classes + 1).Select(MathF.Abs)];

        float[] panels = Panels.Poisoned(logits, Rows, classes);
        double value = SoftmaxCrossEntropy.LabelsRun<TVector>(
            in panels[0], ref Unsafe.NullRef<float>(), labels, Rows, classes, labelSmoothing);
        double loss = SoftmaxCrossEntropy.LabelsRun<TVector>(in panels[0], ref panels[0], labels, Rows, classes, labelSmoothing);
        Assert.Equal(loss, value);
        Compare(loss, panels, logits, oneHot, classes, labelSmoothing);

        panels = Panels.Poisoned(logits, Rows, classes);
        value = SoftmaxCrossEntropy.TargetsRun<TVector>(
            in panels[0], ref Unsafe.NullRef<float>(), targets, Rows, classes, labelSmoothing);
        loss = SoftmaxCrossEntropy.TargetsRun<TVector>(in panels[0], ref panels[0], targets, Rows, classes, labelSmoothing);
        Assert.Equal(loss, value);
        Compare(loss, panels, logits, targets, classes, labelSmoothing);
    }

    private static void Compare(double loss, float[] gradient, float[] logits, float[] targets, int classes, float labelSmoothing)
    {
        double Reference(double[] point) => SoftmaxCrossEntropyReference.Mean(point, targets, Rows, classes, labelSmoothing);
        double exact = Reference(Array.ConvertAll(logits, value => (double)value));
        Assert.Equal(exact, loss, 1e-6 * (1 + exact));
        double scale = Math.Max(1, classes / 2);
        Close.Elementwise(
            FiniteDifferences.Gradient(Reference, logits), Panels.RowMajor(gradient, Rows, classes), 1e-7 * scale, 1e-6);
    }
}
