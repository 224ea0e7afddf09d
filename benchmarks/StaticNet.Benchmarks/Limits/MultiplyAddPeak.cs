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

    private readonly float[] _values = [1e-3f, 1, 0];

    public MultiplyAddPeak()
        : base($"multiply-add, {32 * TVector.Count} bits") => Operations = 2.0 * Iterations * Sums * TVector.Count;

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            Sum();
        }
    }

    /// <summary>
    /// Each sum takes a product of its neighbour, as the sums of a matrix product take products of other registers: without a fused
    /// instruction that is a copy more than <c>a = a·b + c</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum()
    {
        TVector factor = TVector.Broadcast(_values[0]);
        TVector a = TVector.Broadcast(_values[1]);
        TVector b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            a = TVector.MultiplyAdd(b, factor, a);
            b = TVector.MultiplyAdd(c, factor, b);
            c = TVector.MultiplyAdd(d, factor, c);
            d = TVector.MultiplyAdd(e, factor, d);
            e = TVector.MultiplyAdd(f, factor, e);
            f = TVector.MultiplyAdd(g, factor, f);
            g = TVector.MultiplyAdd(h, factor, g);
            h = TVector.MultiplyAdd(i, factor, h);
            i = TVector.MultiplyAdd(j, factor, i);
            j = TVector.MultiplyAdd(k, factor, j);
            k = TVector.MultiplyAdd(l, factor, k);
            l = TVector.MultiplyAdd(a, factor, l);
        }

        Span<float> lanes = stackalloc float[Panel.Width];
        (a + b + (c + d) + (e + f + (g + h)) + (i + j + (k + l))).Store(ref lanes[0], 0);
        _values[2] = lanes[0];
    }
}
