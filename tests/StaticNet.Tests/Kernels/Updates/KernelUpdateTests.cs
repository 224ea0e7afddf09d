using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Updates;

/// <summary>A weight moved straight out of the registers that summed its gradient, against the gradient first and the update after it.</summary>
public sealed class KernelUpdateTests
{
    private static readonly RootWithEpsilon _root = new(1e-7f, inside: true);

    public static TheoryData<int> Sizes => AwkwardSizes.Theory;

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_rule_gives_the_bits_of_two_phases(int inputs)
    {
        foreach (int outputs in new[] { 1, 15, 16, 17, 31, 32 })
        {
            foreach (int rows in new[] { 1, 2, 9 })
            {
                Compare(new SgdRule(0.1f), rows, inputs, outputs);
                Compare(new MomentumRule(0.1f, 0.9f), rows, inputs, outputs);
                Compare(new NesterovRule(0.1f, 0.9f), rows, inputs, outputs);
                Compare(new AdagradRule(0.1f, _root), rows, inputs, outputs);
                Compare(new RmsPropRule(0.1f, 0.9, _root), rows, inputs, outputs);
                Compare(new RmsPropMomentumRule(0.1f, 0.9, 0.5f, _root), rows, inputs, outputs);
                Compare(new AdamRule(0.1f, 0.9, 0.999, 1f, 1e-7f), rows, inputs, outputs);
            }
        }
    }

    private static void Compare<TRule>(TRule rule, int rows, int inputs, int outputs)
        where TRule : struct, IUpdateRule
    {
        Compare<Simd512, TRule>(rule, rows, inputs, outputs);
        Compare<Simd256, TRule>(rule, rows, inputs, outputs);
        Compare<Simd128, TRule>(rule, rows, inputs, outputs);
        Compare<Scalar, TRule>(rule, rows, inputs, outputs);
    }

    /// <summary>One panel. The padding of dy holds NaN, as that of activations may, and must reach nothing.</summary>
    private static void Compare<TVector, TRule>(TRule rule, int rows, int inputs, int outputs)
        where TVector : struct, IVector<TVector>
        where TRule : struct, IUpdateRule
    {
        int width = Panel.WidthOf(0, outputs);
        float[] x = Panels.Random(rows * inputs, 1);
        float[] dy = Panels.Poisoned(Panels.Random(rows * outputs, 2), rows, outputs);
        Arena[] fused = [.. State(inputs, outputs)];
        Arena[] phased = [.. State(inputs, outputs)];
        MatrixView view = MatrixView.RowMajor(in x[0], rows, inputs);

        DenseProduct.KernelUpdate<TVector, TRule>(
            rule, in view, in dy[0], ref fused[0].At(0), ref fused[1].At(0), ref fused[2].At(0), rows, inputs, width, outputs);
        float[] gradient = Panels.Unwritten(inputs, outputs);
        DenseProduct.KernelGradient<TVector>(in view, in dy[0], ref gradient[0], rows, inputs, width, outputs);
        UpdateKernel.Run<TVector, TRule>(
            rule, ref phased[0].At(0), in gradient[0], ref phased[1].At(0), ref phased[2].At(0), gradient.Length);

        for (int part = 0; part < fused.Length; part++)
        {
            Assert.Equal(Bits(phased[part]), Bits(fused[part]));
            Panels.AssertZeroPadding(fused[part].Span, inputs, outputs);
        }
    }

    /// <summary>Weights, and two states that are not negative.</summary>
    private static IEnumerable<Arena> State(int inputs, int outputs)
    {
        for (int part = 0; part < 3; part++)
        {
            float[] values = Panels.Clean(Panels.Random(inputs * outputs, 3 + part), inputs, outputs);
            var arena = new Arena(values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                arena.Span[i] = part == 0 ? values[i] : MathF.Abs(values[i]);
            }

            yield return arena;
        }
    }

    private static int[] Bits(Arena arena) => [.. arena.Span.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
