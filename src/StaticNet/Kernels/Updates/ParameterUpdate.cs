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

    /// <summary><c>target += factor·sign(source)</c>, with a sign of 0 for 0: the gradient of <c>factor·Σ|source|</c>.</summary>
    /// <param name="target">Values, updated.</param>
    /// <param name="source">Values whose signs are added.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="factor">The factor, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSigns(ref float target, ref readonly float source, int count, float factor) =>
        VectorWidth.Run(new AddSignsBody(ref target, in source, count, factor));

    /// <summary><c>values = min(max(values, −limit), limit)</c>. NaN stays.</summary>
    /// <param name="values">Values, updated.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="limit">The limit, positive.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clip(ref float values, int count, float limit) =>
        VectorWidth.Run(new ClipBody(ref values, count, -limit, limit));

    /// <summary><c>values = max(values, 0)</c>. NaN stays.</summary>
    /// <param name="values">Values, updated.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RaiseToZero(ref float values, int count) =>
        VectorWidth.Run(new ClipBody(ref values, count, 0, float.PositiveInfinity));

    /// <summary><c>average += share·(source − average)</c>: an exponential moving average moves on.</summary>
    /// <param name="average">The averages, updated.</param>
    /// <param name="source">Values to move towards.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="share">Share of the way; with 1 and averages of 0 they become the values exactly.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MoveTowards(
        ref float average, ref readonly float source, int count, float share, Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new MoveTowardsBody(ref average, in source, count, share), arithmetic);

    /// <summary>Multiplies every column of a panel by a factor of its own.</summary>
    /// <param name="values">The panel <c>[rows, width]</c>, updated.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="factors"><paramref name="width"/> factors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleColumns(ref float values, int rows, int width, ref readonly float factors) =>
        VectorWidth.Run(new ScaleColumnsBody(ref values, rows, width, in factors));

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSignsRun<TVector>(ref float target, ref readonly float source, int count, float factor)
        where TVector : struct, IVector<TVector>
    {
        TVector positive = TVector.Broadcast(factor);
        TVector negative = TVector.Broadcast(-factor);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector value = TVector.Load(in source, i);
            TVector otherwise = TVector.Where(TVector.GreaterThan(TVector.Zero, value), negative);
            TVector sign = TVector.Select(TVector.GreaterThan(value, TVector.Zero), positive, otherwise);
            (TVector.Load(ref target, i) + sign).Store(ref target, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClipRun<TVector>(ref float values, int count, float least, float largest)
        where TVector : struct, IVector<TVector>
    {
        TVector lower = TVector.Broadcast(least);
        TVector upper = TVector.Broadcast(largest);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector.GreaterOr(lower, TVector.LesserOr(upper, TVector.Load(ref values, i))).Store(ref values, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveTowardsRun<TVector>(ref float average, ref readonly float source, int count, float share)
        where TVector : struct, IVector<TVector>
    {
        TVector factor = TVector.Broadcast(share);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector old = TVector.Load(ref average, i);
            TVector.MultiplyAdd(factor, TVector.Load(in source, i) - old, old).Store(ref average, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleColumnsRun<TVector>(ref float values, int rows, int width, ref readonly float factors)
        where TVector : struct, IVector<TVector>
    {
        nuint end = (nuint)rows * (nuint)width;
        for (nuint column = 0; column < (nuint)width; column += (nuint)TVector.Count)
        {
            TVector factor = TVector.Load(in factors, column);
            for (nuint offset = column; offset < end; offset += (nuint)width)
            {
                (TVector.Load(ref values, offset) * factor).Store(ref values, offset);
            }
        }
    }

    private readonly ref struct AddSignsBody(ref float target, ref readonly float source, int count, float factor) : IVectorBody
    {
        private readonly ref float _target = ref target;
        private readonly ref readonly float _source = ref source;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            AddSignsRun<TVector>(ref _target, in _source, count, factor);
    }

    private readonly ref struct ClipBody(ref float values, int count, float least, float largest) : IVectorBody
    {
        private readonly ref float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ClipRun<TVector>(ref _values, count, least, largest);
    }

    private readonly ref struct MoveTowardsBody(ref float average, ref readonly float source, int count, float share) : IVectorBody
    {
        private readonly ref float _average = ref average;
        private readonly ref readonly float _source = ref source;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            MoveTowardsRun<TVector>(ref _average, in _source, count, share);
    }

    private readonly ref struct ScaleColumnsBody(ref float values, int rows, int width, ref readonly float factors) : IVectorBody
    {
        private readonly ref float _values = ref values;
        private readonly ref readonly float _factors = ref factors;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ScaleColumnsRun<TVector>(ref _values, rows, width, in _factors);
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
