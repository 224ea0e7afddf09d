using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>Reads memory once a call, in order, into eight sums: the least that anything takes which needs all of it.</summary>
/// <typeparam name="TVector">The width of a load.</typeparam>
internal sealed class MemoryRead<TVector> : Work
    where TVector : struct, IVector<TVector>
{
    private readonly Arena[] _blocks;
    private float _sum;

    /// <summary>Reads <paramref name="blocks"/> one after the other.</summary>
    public MemoryRead(string name, params Arena[] blocks)
        : base(name)
    {
        _blocks = blocks;
        Bytes = blocks.Sum(static block => (long)block.Length * sizeof(float));
    }

    /// <summary>Bytes read by one call.</summary>
    public long Bytes { get; }

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            foreach (Arena block in _blocks)
            {
                Read(block);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Read(Arena block)
    {
        nuint count = (nuint)TVector.Count;
        TVector a = TVector.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        ref float first = ref block.At(0);
        nuint end = (nuint)block.Length / (8 * count) * (8 * count);
        for (nuint i = 0; i != end; i += 8 * count)
        {
            a += TVector.Load(in first, i);
            b += TVector.Load(in first, i + count);
            c += TVector.Load(in first, i + (2 * count));
            d += TVector.Load(in first, i + (3 * count));
            e += TVector.Load(in first, i + (4 * count));
            f += TVector.Load(in first, i + (5 * count));
            g += TVector.Load(in first, i + (6 * count));
            h += TVector.Load(in first, i + (7 * count));
        }

        Span<float> lanes = stackalloc float[Panel.Width];
        (a + b + (c + d) + (e + f + (g + h))).Store(ref lanes[0], 0);
        _sum += lanes[0];
        for (nuint i = end; i < (nuint)block.Length; i++)
        {
            _sum += Unsafe.Add(ref first, i);
        }
    }
}
