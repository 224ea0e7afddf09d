using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// One step of an optimizer over contiguous parameters, element by element. Layout and order do not matter. Where parameter, gradient and
/// state are zero, as in padding, they stay zero. No two arguments overlap; nothing is checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ParameterUpdate
{
    /// <summary><c>w −= learningRate·g</c>.</summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    public static void Sgd(ref float w, ref readonly float g, int count, float learningRate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SgdRun<Simd512>(ref w, in g, count, learningRate);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SgdRun<Simd256>(ref w, in g, count, learningRate);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            SgdRun<Simd128>(ref w, in g, count, learningRate);
        }
        else
        {
            SgdRun<Scalar>(ref w, in g, count, learningRate);
        }
    }

    /// <summary>
    /// <c>v = μ·v + g</c>, <c>w −= learningRate·v</c>. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    public static void Momentum(ref float w, ref readonly float g, ref float velocity, int count, float learningRate, float momentum)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            MomentumRun<Simd512>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            MomentumRun<Simd256>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            MomentumRun<Simd128>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else
        {
            MomentumRun<Scalar>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
    }

    /// <summary>
    /// <c>v = μ·v + g</c>, <c>w −= learningRate·(g + μ·v)</c>. Sutskever, Martens, Dahl and Hinton, "On the importance of initialization
    /// and momentum in deep learning", ICML 2013.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    public static void Nesterov(ref float w, ref readonly float g, ref float velocity, int count, float learningRate, float momentum)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            NesterovRun<Simd512>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            NesterovRun<Simd256>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            NesterovRun<Simd128>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
        else
        {
            NesterovRun<Scalar>(ref w, in g, ref velocity, count, learningRate, momentum);
        }
    }

    /// <summary>
    /// <c>m += (1 − β₁)·(g − m)</c>, <c>s += (1 − β₂)·(g² − s)</c>, <c>w −= stepSize·m/(√s·inverseRootCorrection + ε)</c>. At step t Keras
    /// takes <c>stepSize = learningRate·√(1 − β₂ᵗ)/(1 − β₁ᵗ)</c> and the correction 1, PyTorch <c>learningRate/(1 − β₁ᵗ)</c> and <c>1/√(1 −
    /// β₂ᵗ)</c>. Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="m">Running mean of the gradient, updated; zero at first.</param>
    /// <param name="s">Running mean of its square, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="stepSize">The learning rate with the first correction.</param>
    /// <param name="beta1">β₁, in [0, 1). In double, so that 1 − β₁ is rounded once.</param>
    /// <param name="beta2">β₂, in [0, 1).</param>
    /// <param name="inverseRootCorrection">The second correction.</param>
    /// <param name="epsilon">ε, positive.</param>
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
        float epsilon)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AdamRun<Simd512>(ref w, in g, ref m, ref s, count, stepSize, beta1, beta2, inverseRootCorrection, epsilon);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AdamRun<Simd256>(ref w, in g, ref m, ref s, count, stepSize, beta1, beta2, inverseRootCorrection, epsilon);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AdamRun<Simd128>(ref w, in g, ref m, ref s, count, stepSize, beta1, beta2, inverseRootCorrection, epsilon);
        }
        else
        {
            AdamRun<Scalar>(ref w, in g, ref m, ref s, count, stepSize, beta1, beta2, inverseRootCorrection, epsilon);
        }
    }

    /// <summary>
    /// <c>s += (1 − ρ)·(g² − s)</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor. Tieleman and Hinton, "Lecture 6.5: RMSProp",
    /// 2012.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Running mean of the squared gradient, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">ρ, in [0, 1). In double, so that 1 − ρ is rounded once.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
    public static void RmsProp(
        ref float w, ref readonly float g, ref float s, int count, float learningRate, double rho, float epsilon, bool epsilonInsideRoot)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            RmsPropRun<Simd512>(ref w, in g, ref s, count, learningRate, rho, epsilon, epsilonInsideRoot);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RmsPropRun<Simd256>(ref w, in g, ref s, count, learningRate, rho, epsilon, epsilonInsideRoot);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            RmsPropRun<Simd128>(ref w, in g, ref s, count, learningRate, rho, epsilon, epsilonInsideRoot);
        }
        else
        {
            RmsPropRun<Scalar>(ref w, in g, ref s, count, learningRate, rho, epsilon, epsilonInsideRoot);
        }
    }

    /// <summary>
    /// RMSProp with momentum: <c>s += (1 − ρ)·(g² − s)</c>, <c>v = μ·v + g/√s</c> with ε in the divisor, <c>w −= learningRate·v</c>.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Running mean of the squared gradient, updated; zero at first.</param>
    /// <param name="velocity">The velocity v, updated; zero at first.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="rho">ρ, in [0, 1). In double, so that 1 − ρ is rounded once.</param>
    /// <param name="momentum">μ, in [0, 1).</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
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
        bool epsilonInsideRoot)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            RmsPropMomentumRun<Simd512>(ref w, in g, ref s, ref velocity, count, learningRate, rho, momentum, epsilon, epsilonInsideRoot);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            RmsPropMomentumRun<Simd256>(ref w, in g, ref s, ref velocity, count, learningRate, rho, momentum, epsilon, epsilonInsideRoot);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            RmsPropMomentumRun<Simd128>(ref w, in g, ref s, ref velocity, count, learningRate, rho, momentum, epsilon, epsilonInsideRoot);
        }
        else
        {
            RmsPropMomentumRun<Scalar>(ref w, in g, ref s, ref velocity, count, learningRate, rho, momentum, epsilon, epsilonInsideRoot);
        }
    }

    /// <summary>
    /// <c>s += g²</c>, <c>w −= learningRate·g/√s</c> with ε in the divisor. Duchi, Hazan and Singer, "Adaptive subgradient methods for
    /// online learning and stochastic optimization", JMLR 2011.
    /// </summary>
    /// <param name="w">Parameters, updated.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="s">Sum of the squared gradients, updated; at first 0.1 in Keras, 0 in PyTorch.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="epsilonInsideRoot">Whether the divisor is <c>√(s + ε)</c> (Keras) rather than <c>√s + ε</c> (PyTorch).</param>
    public static void Adagrad(
        ref float w, ref readonly float g, ref float s, int count, float learningRate, float epsilon, bool epsilonInsideRoot)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AdagradRun<Simd512>(ref w, in g, ref s, count, learningRate, epsilon, epsilonInsideRoot);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AdagradRun<Simd256>(ref w, in g, ref s, count, learningRate, epsilon, epsilonInsideRoot);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AdagradRun<Simd128>(ref w, in g, ref s, count, learningRate, epsilon, epsilonInsideRoot);
        }
        else
        {
            AdagradRun<Scalar>(ref w, in g, ref s, count, learningRate, epsilon, epsilonInsideRoot);
        }
    }

    /// <summary><c>target += factor·source</c>.</summary>
    /// <param name="target">Values, updated.</param>
    /// <param name="source">Values to add.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="factor">The factor.</param>
    public static void AddScaled(ref float target, ref readonly float source, int count, float factor)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaledRun<Simd512>(ref target, in source, count, factor);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddScaledRun<Simd256>(ref target, in source, count, factor);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddScaledRun<Simd128>(ref target, in source, count, factor);
        }
        else
        {
            AddScaledRun<Scalar>(ref target, in source, count, factor);
        }
    }

    /// <summary><c>values *= factor</c>.</summary>
    /// <param name="values">Values, updated.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="factor">The factor.</param>
    public static void Scale(ref float values, int count, float factor)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ScaleRun<Simd512>(ref values, count, factor);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ScaleRun<Simd256>(ref values, count, factor);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ScaleRun<Simd128>(ref values, count, factor);
        }
        else
        {
            ScaleRun<Scalar>(ref values, count, factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SgdRun<TVector>(ref float w, ref readonly float g, int count, float learningRate)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector.MultiplyAdd(rate, TVector.Load(in g, i), TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MomentumRun<TVector>(
        ref float w, ref readonly float g, ref float velocity, int count, float learningRate, float momentum)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        TVector mu = TVector.Broadcast(momentum);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector v = TVector.MultiplyAdd(mu, TVector.Load(ref velocity, i), TVector.Load(in g, i));
            v.Store(ref velocity, i);
            TVector.MultiplyAdd(rate, v, TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void NesterovRun<TVector>(
        ref float w, ref readonly float g, ref float velocity, int count, float learningRate, float momentum)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        TVector mu = TVector.Broadcast(momentum);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector gradient = TVector.Load(in g, i);
            TVector v = TVector.MultiplyAdd(mu, TVector.Load(ref velocity, i), gradient);
            v.Store(ref velocity, i);
            TVector.MultiplyAdd(rate, TVector.MultiplyAdd(mu, v, gradient), TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AdamRun<TVector>(
        ref float w,
        ref readonly float g,
        ref float m,
        ref float s,
        int count,
        float stepSize,
        double beta1,
        double beta2,
        float inverseRootCorrection,
        float epsilon)
        where TVector : struct, IVector<TVector>
    {
        TVector step = TVector.Broadcast(-stepSize);
        TVector weight1 = TVector.Broadcast((float)(1 - beta1));
        TVector weight2 = TVector.Broadcast((float)(1 - beta2));
        TVector correction = TVector.Broadcast(inverseRootCorrection);
        TVector small = TVector.Broadcast(epsilon);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector gradient = TVector.Load(in g, i);
            TVector mean = TVector.Load(ref m, i);
            mean = TVector.MultiplyAdd(weight1, gradient - mean, mean);
            mean.Store(ref m, i);
            TVector square = TVector.Load(ref s, i);
            square = TVector.MultiplyAdd(weight2, (gradient * gradient) - square, square);
            square.Store(ref s, i);
            TVector divisor = TVector.MultiplyAdd(TVector.Sqrt(square), correction, small);
            TVector.MultiplyAdd(step, mean / divisor, TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RmsPropRun<TVector>(
        ref float w, ref readonly float g, ref float s, int count, float learningRate, double rho, float epsilon, bool epsilonInsideRoot)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        TVector weight = TVector.Broadcast((float)(1 - rho));
        TVector small = TVector.Broadcast(epsilon);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector gradient = TVector.Load(in g, i);
            TVector square = TVector.Load(ref s, i);
            square = TVector.MultiplyAdd(weight, (gradient * gradient) - square, square);
            square.Store(ref s, i);
            TVector scaled = gradient / RootWithEpsilon(square, small, epsilonInsideRoot);
            TVector.MultiplyAdd(rate, scaled, TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void RmsPropMomentumRun<TVector>(
        ref float w,
        ref readonly float g,
        ref float s,
        ref float velocity,
        int count,
        float learningRate,
        double rho,
        float momentum,
        float epsilon,
        bool epsilonInsideRoot)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        TVector weight = TVector.Broadcast((float)(1 - rho));
        TVector mu = TVector.Broadcast(momentum);
        TVector small = TVector.Broadcast(epsilon);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector gradient = TVector.Load(in g, i);
            TVector square = TVector.Load(ref s, i);
            square = TVector.MultiplyAdd(weight, (gradient * gradient) - square, square);
            square.Store(ref s, i);
            TVector scaled = gradient / RootWithEpsilon(square, small, epsilonInsideRoot);
            TVector v = TVector.MultiplyAdd(mu, TVector.Load(ref velocity, i), scaled);
            v.Store(ref velocity, i);
            TVector.MultiplyAdd(rate, v, TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AdagradRun<TVector>(
        ref float w, ref readonly float g, ref float s, int count, float learningRate, float epsilon, bool epsilonInsideRoot)
        where TVector : struct, IVector<TVector>
    {
        TVector rate = TVector.Broadcast(-learningRate);
        TVector small = TVector.Broadcast(epsilon);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector gradient = TVector.Load(in g, i);
            TVector square = TVector.MultiplyAdd(gradient, gradient, TVector.Load(ref s, i));
            square.Store(ref s, i);
            TVector scaled = gradient / RootWithEpsilon(square, small, epsilonInsideRoot);
            TVector.MultiplyAdd(rate, scaled, TVector.Load(ref w, i)).Store(ref w, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddScaledRun<TVector>(ref float target, ref readonly float source, int count, float factor)
        where TVector : struct, IVector<TVector>
    {
        TVector scale = TVector.Broadcast(factor);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector.MultiplyAdd(scale, TVector.Load(in source, i), TVector.Load(ref target, i)).Store(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ScaleRun<TVector>(ref float values, int count, float factor)
        where TVector : struct, IVector<TVector>
    {
        TVector scale = TVector.Broadcast(factor);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            (TVector.Load(ref values, i) * scale).Store(ref values, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector RootWithEpsilon<TVector>(TVector square, TVector epsilon, bool inside)
        where TVector : struct, IVector<TVector> =>
        inside ? TVector.Sqrt(square + epsilon) : TVector.Sqrt(square) + epsilon;
}
