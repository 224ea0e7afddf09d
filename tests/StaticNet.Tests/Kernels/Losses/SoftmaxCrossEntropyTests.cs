using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Losses;

public class SoftmaxCrossEntropyTests
{
    private const int Rows = 4;

    private delegate double Loss(ref readonly float logits, ref float gradient);

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agrees_with_the_reference_and_its_finite_differences(int classes)
    {
        float[] logits = [.. Panels.Random(Rows * classes, seed: classes).Select(value => value * 8)];
        int[] labels = [0, classes - 1, classes / 2, classes / 3];
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
                classes,
                logits,
                point => SoftmaxCrossEntropyReference.Mean(point, oneHot, Rows, classes, smoothing),
                Labels<Simd512>(labels, classes, smoothing),
                Labels<Simd256>(labels, classes, smoothing),
                Labels<Simd128>(labels, classes, smoothing),
                Labels<Scalar>(labels, classes, smoothing));
            Check(
                classes,
                logits,
                point => SoftmaxCrossEntropyReference.Mean(point, targets, Rows, classes, smoothing),
                Targets<Simd512>(targets, classes, smoothing),
                Targets<Simd256>(targets, classes, smoothing),
                Targets<Simd128>(targets, classes, smoothing),
                Targets<Scalar>(targets, classes, smoothing));
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

    [Fact]
    public void Smoothing_over_many_classes_keeps_its_digits()
    {
        const int Classes = 5000;
        const float Smoothing = 0.416f;
        float[] logits = [.. Panels.Random(Rows * Classes, seed: 1).Select(MathF.Abs)];
        float[] oneHot = new float[Rows * Classes];
        for (int row = 0; row < Rows; row++)
        {
            oneHot[(row * Classes) + (row * 1000)] = 1;
        }

        double exact = SoftmaxCrossEntropyReference.Mean(Array.ConvertAll(logits, value => (double)value), oneHot, Rows, Classes, Smoothing);
        float[] panels = Panels.Poisoned(logits, Rows, Classes);
        double loss = SoftmaxCrossEntropy.Targets(in panels[0], ref Unsafe.NullRef<float>(), oneHot, Rows, Classes, Smoothing);
        double ofLabels = SoftmaxCrossEntropy.Labels(in panels[0], ref Unsafe.NullRef<float>(), [0, 1000, 2000, 3000], Rows, Classes, Smoothing);
        Assert.Equal(exact, loss, 4e-7 * exact);
        Assert.Equal(loss, ofLabels, 1e-12);
    }

    private static Loss Labels<TVector>(int[] labels, int classes, float smoothing)
        where TVector : struct, IVector<TVector> =>
        (ref readonly float logits, ref float gradient) =>
            new SoftmaxCrossEntropy.ToLabels(smoothing).Run<TVector, EqualWeights>(in logits, ref gradient, labels, Rows, classes, default);

    private static Loss Targets<TVector>(float[] targets, int classes, float smoothing)
        where TVector : struct, IVector<TVector> =>
        (ref readonly float logits, ref float gradient) =>
            new SoftmaxCrossEntropy.ToTargets(smoothing).Run<TVector, EqualWeights>(in logits, ref gradient, targets, Rows, classes, default);

    private static void Check(int classes, float[] logits, Func<double[], double> reference, params Loss[] widths)
    {
        double exact = reference(Array.ConvertAll(logits, value => (double)value));
        double[] exactGradient = FiniteDifferences.Gradient(reference, logits);
        foreach (Loss loss in widths)
        {
            float[] panels = Panels.Poisoned(logits, Rows, classes);
            double value = loss(in panels[0], ref Unsafe.NullRef<float>());
            Assert.Equal(exact, value, 1e-6 * exact);
            Assert.Equal(value, loss(in panels[0], ref panels[0]));

            // Differences of a mean near 1e2 are themselves good to 1e-8 or so.
            Close.Elementwise(exactGradient, Panels.RowMajor(panels, Rows, classes), 1e-7 * (1 + (exact / 10)), 1e-6);
        }
    }
}
