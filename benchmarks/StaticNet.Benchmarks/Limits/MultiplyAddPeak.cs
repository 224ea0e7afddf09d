using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>
/// As many multiply-adds as the processor can do: twelve independent sums that stay in registers. What a matrix product is a share of.
/// </summary>
/// <typeparam name="TVector">The width.</typeparam>
internal sealed class MultiplyAddPeak<TVector> : Work
    where TVector : struct, IVector<TVector>
{
    private const int Iterations = 2000;
    private const int Sums = 12;

    private readonly float[] _values = [0.999f, 1e-3f, 0];

    public MultiplyAddPeak()
        : base($"multiply-add, {32 * TVector.Count} bits") => Operations = 2.0 * Iterations * Sums * TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(int calls)
    {
        TVector factor = TVector.Broadcast(_values[0]);
        TVector term = TVector.Broadcast(_values[1]);
        TVector a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (int call = 0; call < calls; call++)
        {
            for (int iteration = 0; iteration < Iterations; iteration++)
            {
                a = TVector.MultiplyAdd(a, factor, term);
                b = TVector.MultiplyAdd(b, factor, term);
                c = TVector.MultiplyAdd(c, factor, term);
                d = TVector.MultiplyAdd(d, factor, term);
                e = TVector.MultiplyAdd(e, factor, term);
                f = TVector.MultiplyAdd(f, factor, term);
                g = TVector.MultiplyAdd(g, factor, term);
                h = TVector.MultiplyAdd(h, factor, term);
                i = TVector.MultiplyAdd(i, factor, term);
                j = TVector.MultiplyAdd(j, factor, term);
                k = TVector.MultiplyAdd(k, factor, term);
                l = TVector.MultiplyAdd(l, factor, term);
            }
        }

        Span<float> lanes = stackalloc float[Panel.Width];
        (a + b + (c + d) + (e + f + (g + h)) + (i + j + (k + l))).Store(ref lanes[0], 0);
        _values[2] = lanes[0];
    }
}
