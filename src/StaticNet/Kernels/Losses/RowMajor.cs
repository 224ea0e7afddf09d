using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Reading vectors from row-major data, whose rows end anywhere.</summary>
internal static class RowMajor
{
    /// <summary>
    /// The values at <paramref name="source"/>[<paramref name="offset"/> ..], of which <paramref name="count"/> (at least 1) may be read;
    /// further lanes are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadFirst<TVector>(ref readonly float source, nuint offset, int count)
        where TVector : struct, IVector<TVector> =>
        count >= TVector.Count ? TVector.Load(in source, offset) : LoadPart<TVector>(in source, offset, count);

    private static TVector LoadPart<TVector>(ref readonly float source, nuint offset, int count)
        where TVector : struct, IVector<TVector>
    {
        Lanes lanes = default;
        for (int i = 0; i < count; i++)
        {
            lanes[i] = Unsafe.Add(ref Unsafe.AsRef(in source), offset + (nuint)i);
        }

        return TVector.Load(ref lanes[0], 0);
    }

    [InlineArray(16)]
    private struct Lanes
    {
        private float _first;
    }
}
