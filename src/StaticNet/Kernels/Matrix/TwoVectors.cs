using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A tile row of two vectors, which share each broadcast of the left operand.</summary>
internal struct TwoVectors<TVector> : ITileRow<TwoVectors<TVector>>
    where TVector : struct, IVector<TVector>
{
    private TVector _first;
    private TVector _second;

    public static int Columns => 2 * TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint WeightStride(nuint width) => width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<TVector> Load(ref readonly float source) =>
        new() { _first = TVector.Load(in source, 0), _second = TVector.Load(in source, (nuint)TVector.Count) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectors<TVector> LoadBias(ref readonly float source) => Load(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TEpilogue>(ref float destination, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        epilogue.Store(_first, ref destination, 0);
        epilogue.Store(_second, ref destination, (nuint)TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, TwoVectors<TVector> row)
    {
        if (TVector.IsReproducible)
        {
            _first += TVector.Multiply(row._first, in x, offset, again: false);
            _second += TVector.Multiply(row._second, in x, offset, again: true);
            return;
        }

        TVector broadcast = TVector.Broadcast(in x, offset);
        _first.AddProduct(broadcast, row._first);
        _second.AddProduct(broadcast, row._second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, ref readonly float row)
    {
        TVector broadcast = TVector.Broadcast(in x, offset);
        _first.AddProduct(broadcast, TVector.Load(in row, 0));
        _second.AddProduct(broadcast, TVector.Load(in row, (nuint)TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TwoVectors<TVector> row)
    {
        _first += row._first;
        _second += row._second;
    }
}
