using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// AlphaDropout: kept values are scaled and shifted, dropped ones all become one value. Klambauer, Unterthiner, Mayr and Hochreiter,
/// "Self-normalizing neural networks", NIPS 2017. Backward it is <see cref="DropoutKernel.Multiply"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AlphaDropoutKernel
{
    /// <summary>
    /// <c>y = x·mask + shift</c>; where the mask is 0, <c>y = x·0 + dropped</c>, which hides no NaN; where it is 1, <c>y = x</c>. Every operation is
    /// rounded on its own.
    /// </summary>
    /// <param name="x"><paramref name="count"/> values.</param>
    /// <param name="mask">The mask, <paramref name="count"/> values: what kept values are multiplied by, 0 for dropped ones, 1 for no noise.</param>
    /// <param name="y"><paramref name="count"/> values, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="shift">What is added to kept values.</param>
    /// <param name="dropped">What dropped values become.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref readonly float x, ref readonly float mask, ref float y, int count, float shift, float dropped) =>
        VectorWidth.Run(new ForwardBody(in x, in mask, ref y, count, shift, dropped));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector>(
        ref readonly float x, ref readonly float mask, ref float y, int count, float shift, float dropped)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector shifted = TVector.Broadcast(shift);
        TVector replaced = TVector.Broadcast(dropped);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector factor = TVector.Load(in mask, i);
            TVector isNoisy = TVector.GreaterThan(TVector.Abs(factor - one), TVector.Zero);
            TVector isKept = TVector.GreaterThan(factor, TVector.Zero);
            TVector term = TVector.Select(isKept, TVector.Where(isNoisy, shifted), replaced);
            ((TVector.Load(in x, i) * factor) + term).Store(ref y, i);
        }
    }

    private readonly ref struct ForwardBody(
        ref readonly float x, ref readonly float mask, ref float y, int count, float shift, float dropped) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _mask = ref mask;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardRun<TVector>(in _x, in _mask, ref _y, count, shift, dropped);
    }
}
