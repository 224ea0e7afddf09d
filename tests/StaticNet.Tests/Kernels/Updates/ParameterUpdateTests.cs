using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Updates;

public class ParameterUpdateTests
{
    private const int Count = 48;
    private const int Steps = 5;

    private delegate void Rule(ref double w, double g, ref double first, ref double second);

    private delegate void Update(ref float w, ref readonly float g, ref float first, ref float second);

    [Fact]
    public void Sgd() => Check(
        new SgdRule(0.1f),
        (ref double w, double g, ref double _, ref double _) => UpdateRuleReference.Sgd(ref w, g, 0.1),
        (ref float w, ref readonly float g, ref float _, ref float _) => ParameterUpdate.Sgd(ref w, in g, Count, 0.1f));

    [Fact]
    public void Momentum() => Check(
        new MomentumRule(0.1f, 0.9f),
        (ref double w, double g, ref double v, ref double _) => UpdateRuleReference.Momentum(ref w, g, ref v, 0.1, 0.9),
        (ref float w, ref readonly float g, ref float v, ref float _) => ParameterUpdate.Momentum(ref w, in g, ref v, Count, 0.1f, 0.9f));

    [Fact]
    public void Nesterov() => Check(
        new NesterovRule(0.1f, 0.9f),
        (ref double w, double g, ref double v, ref double _) => UpdateRuleReference.Nesterov(ref w, g, ref v, 0.1, 0.9),
        (ref float w, ref readonly float g, ref float v, ref float _) => ParameterUpdate.Nesterov(ref w, in g, ref v, Count, 0.1f, 0.9f));

    [Fact]
    public void Adam() => Check(
        new AdamRule(0.01f, 0.9, 0.999, 1.7f, 1e-3f),
        (ref double w, double g, ref double m, ref double s) =>
            UpdateRuleReference.Adam(ref w, g, ref m, ref s, 0.01, 0.9, 0.999, 1.7, 1e-3),
        (ref float w, ref readonly float g, ref float m, ref float s) =>
            ParameterUpdate.Adam(ref w, in g, ref m, ref s, Count, 0.01f, 0.9, 0.999, 1.7f, 1e-3f));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RmsProp(bool epsilonInsideRoot) => Check(
        new RmsPropRule(0.01f, 0.9, new RootWithEpsilon(1e-3f, epsilonInsideRoot)),
        (ref double w, double g, ref double s, ref double _) =>
            UpdateRuleReference.RmsProp(ref w, g, ref s, 0.01, 0.9, 1e-3, epsilonInsideRoot),
        (ref float w, ref readonly float g, ref float s, ref float _) =>
            ParameterUpdate.RmsProp(ref w, in g, ref s, Count, 0.01f, 0.9, 1e-3f, epsilonInsideRoot));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RmsPropMomentum(bool epsilonInsideRoot) => Check(
        new RmsPropMomentumRule(0.01f, 0.9, 0.8f, new RootWithEpsilon(1e-3f, epsilonInsideRoot)),
        (ref double w, double g, ref double s, ref double v) =>
            UpdateRuleReference.RmsPropMomentum(ref w, g, ref s, ref v, 0.01, 0.9, 0.8, 1e-3, epsilonInsideRoot),
        (ref float w, ref readonly float g, ref float s, ref float v) =>
            ParameterUpdate.RmsPropMomentum(ref w, in g, ref s, ref v, Count, 0.01f, 0.9, 0.8f, 1e-3f, epsilonInsideRoot));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Adagrad(bool epsilonInsideRoot) => Check(
        new AdagradRule(0.1f, new RootWithEpsilon(1e-3f, epsilonInsideRoot)),
        (ref double w, double g, ref double s, ref double _) =>
            UpdateRuleReference.Adagrad(ref w, g, ref s, 0.1, 1e-3, epsilonInsideRoot),
        (ref float w, ref readonly float g, ref float s, ref float _) =>
            ParameterUpdate.Adagrad(ref w, in g, ref s, Count, 0.1f, 1e-3f, epsilonInsideRoot));

    [Fact]
    public void AddScaled_and_Scale()
    {
        float[] target = Panels.Random(Count, seed: 1);
        float[] source = Panels.Random(Count, seed: 2);
        double[] expected = [.. target.Zip(source, (t, s) => (t + (0.5 * s)) * 3)];
        ParameterUpdate.AddScaled(ref target[0], in source[0], Count, 0.5f);
        ParameterUpdate.Scale(ref target[0], Count, 3f);
        Close.Elementwise(expected, target, 1e-7, 3e-7);
    }

    [Fact]
    public void Zeros_stay_zero()
    {
        float[] w = new float[16];
        float[] g = new float[16];
        float[] first = new float[16];
        float[] second = new float[16];
        ParameterUpdate.Adam(ref w[0], in g[0], ref first[0], ref second[0], 16, 0.1f, 0.9, 0.999, 1f, 1e-7f);
        ParameterUpdate.RmsPropMomentum(ref w[0], in g[0], ref first[0], ref second[0], 16, 0.1f, 0.9, 0.9f, 1e-7f, true);
        ParameterUpdate.Adagrad(ref w[0], in g[0], ref first[0], 16, 0.1f, 1e-7f, false);
        Assert.Equal(new float[16], w);
        Assert.Equal(new float[16], first);
        Assert.Equal(new float[16], second);
    }

    private static void Check<TRule>(TRule rule, Rule reference, Update update)
        where TRule : struct, IUpdateRule
    {
        Check(reference, update);
        Check(reference, OfWidth<Simd512, TRule>(rule));
        Check(reference, OfWidth<Simd256, TRule>(rule));
        Check(reference, OfWidth<Simd128, TRule>(rule));
        Check(reference, OfWidth<Scalar, TRule>(rule));
    }

    // A state that the rule does not have is a null reference, so that touching it fails.
    private static Update OfWidth<TVector, TRule>(TRule rule)
        where TVector : struct, IVector<TVector>
        where TRule : struct, IUpdateRule =>
        (ref float w, ref readonly float g, ref float first, ref float second) => UpdateKernel.Run<TVector, TRule>(
            rule,
            ref w,
            in g,
            ref TRule.States > 0 ? ref first : ref Unsafe.NullRef<float>(),
            ref TRule.States > 1 ? ref second : ref Unsafe.NullRef<float>(),
            Count);

    private static void Check(Rule reference, Update update)
    {
        float[] w = Panels.Random(Count, seed: 1);
        float[] first = new float[Count];
        float[] second = new float[Count];
        double[] exactW = Array.ConvertAll(w, value => (double)value);
        double[] exactFirst = new double[Count];
        double[] exactSecond = new double[Count];
        for (int step = 0; step < Steps; step++)
        {
            float[] g = Panels.Random(Count, seed: step + 2);
            update(ref w[0], in g[0], ref first[0], ref second[0]);
            for (int i = 0; i < Count; i++)
            {
                reference(ref exactW[i], g[i], ref exactFirst[i], ref exactSecond[i]);
            }
        }

        Close.Elementwise(exactW, w, 5e-7, 1e-6);
        Close.Elementwise(exactFirst, first, 1e-6, 1e-6);
        Close.Elementwise(exactSecond, second, 1e-6, 1e-6);
    }
}
