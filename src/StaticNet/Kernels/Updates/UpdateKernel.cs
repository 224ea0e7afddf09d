using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>The pass over parameters, gradient and state that every update rule shares.</summary>
internal static class UpdateKernel
{
    /// <summary>One step. A state that the rule does not have is a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRule>(
        TRule rule,
        ref float w,
        ref readonly float g,
        ref float first,
        ref float second,
        int count,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TRule : struct, IUpdateRule =>
        VectorWidth.Run(new RunBody<TRule>(rule, ref w, in g, ref first, ref second, count), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run<TVector, TRule>(
        TRule rule, ref float w, ref readonly float g, ref float first, ref float second, int count)
        where TVector : struct, IVector<TVector>
        where TRule : struct, IUpdateRule
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector parameter = TVector.Load(ref w, i);
            TVector firstState = TRule.States > 0 ? TVector.Load(ref first, i) : TVector.Zero;
            TVector secondState = TRule.States > 1 ? TVector.Load(ref second, i) : TVector.Zero;
            rule.Step(ref parameter, TVector.Load(in g, i), ref firstState, ref secondState);
            parameter.Store(ref w, i);
            if (TRule.States > 0)
            {
                firstState.Store(ref first, i);
            }

            if (TRule.States > 1)
            {
                secondState.Store(ref second, i);
            }
        }
    }

    private readonly ref struct RunBody<TRule>(TRule rule, ref float w, ref readonly float g, ref float first, ref float second, int count)
        : IVectorBody
        where TRule : struct, IUpdateRule
    {
        private readonly ref float _w = ref w;
        private readonly ref readonly float _g = ref g;
        private readonly ref float _first = ref first;
        private readonly ref float _second = ref second;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Run<TVector, TRule>(rule, ref _w, in _g, ref _first, ref _second, count);
    }
}
