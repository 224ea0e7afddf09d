using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// One step of an optimizer over contiguous parameters, element by element. Layout and order do not matter. Where parameter, gradient and
/// state are zero, as in padding, they stay zero. No two arguments overlap; nothing is checked. NaN in a gradient reaches the parameter.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterUpdate
{
    /// <summary><c>w −= learningRate·g</c>.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Sgd(ref float w, ref readonly float g, int count, float learningRate, Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(new SgdRule(learningRate), ref w, in g, ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>(), count, arithmetic);

    /// <summary><c>v = μ·v + g</c>, <c>w −= learningRate·v</c>.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Momentum(
        ref float w,
        ref readonly float g,
        ref float velocity,
        int count,
        float learningRate,
        float momentum,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(new MomentumRule(learningRate, momentum), ref w, in g, ref velocity, ref Unsafe.NullRef<float>(), count, arithmetic);

    /// <summary><c>v = μ·v + g</c>, <c>w −= learningRate·(g + μ·v)</c>.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Nesterov(
        ref float w,
        ref readonly float g,
        ref float velocity,
        int count,
        float learningRate,
        float momentum,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(new NesterovRule(learningRate, momentum), ref w, in g, ref velocity, ref Unsafe.NullRef<float>(), count, arithmetic);

    /// <summary>
    /// <c>m += (1 − β₁)·(g − m)</c>, <c>s += (1 − β₂)·(g² − s)</c>, <c>w −= stepSize·m/(√s·inverseRootCorrection + ε)</c>. At step t
    /// Keras takes <c>stepSize = learningRate·√(1 − β₂ᵗ)/(1 − β₁ᵗ)</c> and the correction 1, PyTorch <c>learningRate/(1 − β₁ᵗ)</c> and
    /// <c>1/√(1 − β₂ᵗ)</c>.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="m">Running mean of the gradient, updated; zero at first.</param>
    /// <param name="s">Running mean of the squared gradient, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="stepSize">The learning rate with the first correction.</param>
    /// <param name="beta1">β₁, in [0, 1); in double, so that 1 − β₁ is rounded once.</param>
    /// <param name="beta2">β₂, in [0, 1); likewise.</param>
    /// <param name="inverseRootCorrection">The second correction.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Adam(
        ref float w,
        ref readonly float g,
        ref float m,
        ref float s,
        int count,
        float stepSize,
        double beta1,
        double beta2,
        float inverseRootCorrection,
        float epsilon,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(new AdamRule(stepSize, beta1, beta2, inverseRootCorrection, epsilon), ref w, in g, ref m, ref s, count, arithmetic);

    /// <summary><c>s += (1 − ρ)·(g² − s)</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Running mean of the squared gradient, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">ρ, in [0, 1); in double, so that 1 − ρ is rounded once.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void RmsProp(
        ref float w,
        ref readonly float g,
        ref float s,
        int count,
        float learningRate,
        double rho,
        float epsilon,
        bool epsilonInsideRoot,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(
            new RmsPropRule(learningRate, rho, new RootWithEpsilon(epsilon, epsilonInsideRoot)),
            ref w, in g, ref s, ref Unsafe.NullRef<float>(), count, arithmetic);

    /// <summary><c>s += (1 − ρ)·(g² − s)</c>, <c>v = μ·v + g/√s</c> with ε in the divisor, <c>w −= learningRate·v</c>.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Running mean of the squared gradient, updated; zero at first.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">ρ, in [0, 1); in double, so that 1 − ρ is rounded once.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void RmsPropMomentum(
        ref float w,
        ref readonly float g,
        ref float s,
        ref float velocity,
        int count,
        float learningRate,
        double rho,
        float momentum,
        float epsilon,
        bool epsilonInsideRoot,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(
            new RmsPropMomentumRule(learningRate, rho, momentum, new RootWithEpsilon(epsilon, epsilonInsideRoot)),
            ref w, in g, ref s, ref velocity, count, arithmetic);

    /// <summary><c>s += g²</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Sum of the squared gradients, updated; at first 0.1 in Keras, 0 in PyTorch.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Adagrad(
        ref float w,
        ref readonly float g,
        ref float s,
        int count,
        float learningRate,
        float epsilon,
        bool epsilonInsideRoot,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        UpdateKernel.Run(
            new AdagradRule(learningRate, new RootWithEpsilon(epsilon, epsilonInsideRoot)),
            ref w, in g, ref s, ref Unsafe.NullRef<float>(), count, arithmetic);

    /// <summary><c>target += factor·source</c>.</summary>
    /// <param name="target">Values, updated.</param>
    /// <param name="source">Values to add.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void AddScaled(
        ref float target, ref readonly float source, int count, float factor, Arithmetic arithmetic = Arithmetic.Fastest) =>
        Sgd(ref target, in source, count, -factor, arithmetic);

    /// <summary><c>values *= factor</c>.</summary>
    /// <param name="values">Values, updated.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="factor">The factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ref float values, int count, float factor) =>
        VectorWidth.Run(new ScaleBody(ref values, count, factor));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleRun<TVector>(ref float values, int count, float factor)
        where TVector : struct, IVector<TVector>
    {
        TVector scale = TVector.Broadcast(factor);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            (TVector.Load(ref values, i) * scale).Store(ref values, i);
        }
    }

    private readonly ref struct ScaleBody(ref float values, int count, float factor) : IVectorBody
    {
        private readonly ref float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ScaleRun<TVector>(ref _values, count, factor);
    }
}
