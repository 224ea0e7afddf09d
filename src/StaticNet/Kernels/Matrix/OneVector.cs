using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A tile row of one vector.</summary>
internal struct OneVector<TVector> : ITileRow<OneVector<TVector>>
    where TVector : struct, IVector<TVector>
{
    private TVector _only;

    public static int Columns => TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint WeightStride(nuint width) => width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneVector<TVector> Load(ref readonly float source) => new() { _only = TVector.Load(in source, 0) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneVector<TVector> LoadBias(ref readonly float source) => Load(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TEpilogue>(ref float destination, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue =>
        epilogue.Store(_only, ref destination, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, OneVector<TVector> row)
    {
        if (TVector.IsReproducible)
        {
            _only += TVector.Multiply(row._only, in x, offset, again: false);
            return;
        }

        _only.AddProduct(TVector.Broadcast(in x, offset), row._only);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, ref readonly float row) =>
        _only.AddProduct(TVector.Broadcast(in x, offset), TVector.Load(in row, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(OneVector<TVector> row) => _only += row._only;
}
