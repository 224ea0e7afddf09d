using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>The pass over parameters, gradient and state that every update rule shares.</summary>
internal static class UpdateKernel
{
    /// <summary>One step. A state that the rule does not have is a null reference.</summary>
    public static void Run<TRule>(TRule rule, ref float w, ref readonly float g, ref float first, ref float second, int count)
        where TRule : struct, IUpdateRule
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<Simd512, TRule>(rule, ref w, in g, ref first, ref second, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<Simd256, TRule>(rule, ref w, in g, ref first, ref second, count);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Run<Simd128, TRule>(rule, ref w, in g, ref first, ref second, count);
        }
        else
        {
            Run<Scalar, TRule>(rule, ref w, in g, ref first, ref second, count);
        }
    }

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
}
