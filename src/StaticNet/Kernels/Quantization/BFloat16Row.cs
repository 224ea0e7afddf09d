using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// A tile row whose weights lie in pairs of bfloat16, output j in the lower and output j + half in the upper part of a 32-bit lane: one load and
/// one shift give two vectors, the upper one being the lanes as they are (see <see cref="BFloat16Product"/>).
/// </summary>
/// <typeparam name="TVector">The register.</typeparam>
/// <typeparam name="THalf">Half the panel's width.</typeparam>
internal struct BFloat16Row<TVector, THalf> : ITileRow<BFloat16Row<TVector, THalf>>
    where TVector : struct, IVector<TVector>
    where THalf : struct, IPanelHalf
{
    private TVector _lower;
    private TVector _upper;

    public static int Columns => TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint WeightStride(nuint width) => (nuint)THalf.Columns;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BFloat16Row<TVector, THalf> Load(ref readonly float source)
    {
        TVector pairs = TVector.Load(in source, 0);
        return new() { _lower = TVector.LowerBFloat16(pairs), _upper = pairs };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BFloat16Row<TVector, THalf> LoadBias(ref readonly float source) =>
        new() { _lower = TVector.Load(in source, 0), _upper = TVector.Load(in source, (nuint)THalf.Columns) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TEpilogue>(ref float destination, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        epilogue.Store(_lower, ref destination, 0);
        epilogue.Store(_upper, ref destination, (nuint)THalf.Columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, BFloat16Row<TVector, THalf> row)
    {
        TVector broadcast = TVector.Broadcast(in x, offset);
        _lower.AddProduct(broadcast, row._lower);
        _upper.AddProduct(broadcast, row._upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, ref readonly float row) => AddProduct(in x, offset, Load(in row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(BFloat16Row<TVector, THalf> row)
    {
        _lower += row._lower;
        _upper += row._upper;
    }
}
