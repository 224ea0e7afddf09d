using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// A tile row of four vectors: where there is a single row to multiply, what keeps narrow registers busy and reads whole lines of the cache, one after the other.
/// </summary>
internal struct FourVectors<TVector> : ITileRow<FourVectors<TVector>>
    where TVector : struct, IVector<TVector>
{
    private TVector _first;
    private TVector _second;
    private TVector _third;
    private TVector _fourth;

    public static int Columns => 4 * TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint WeightStride(nuint width) => width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors<TVector> Load(ref readonly float source) => new()
    {
        _first = TVector.Load(in source, 0),
        _second = TVector.Load(in source, (nuint)TVector.Count),
        _third = TVector.Load(in source, 2 * (nuint)TVector.Count),
        _fourth = TVector.Load(in source, 3 * (nuint)TVector.Count),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourVectors<TVector> LoadBias(ref readonly float source) => Load(in source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TEpilogue>(ref float destination, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        epilogue.Store(_first, ref destination, 0);
        epilogue.Store(_second, ref destination, (nuint)TVector.Count);
        epilogue.Store(_third, ref destination, 2 * (nuint)TVector.Count);
        epilogue.Store(_fourth, ref destination, 3 * (nuint)TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, FourVectors<TVector> row)
    {
        TVector broadcast = TVector.Broadcast(in x, offset);
        _first.AddProduct(broadcast, row._first);
        _second.AddProduct(broadcast, row._second);
        _third.AddProduct(broadcast, row._third);
        _fourth.AddProduct(broadcast, row._fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(ref readonly float x, nuint offset, ref readonly float row)
    {
        TVector broadcast = TVector.Broadcast(in x, offset);
        _first.AddProduct(broadcast, TVector.Load(in row, 0));
        _second.AddProduct(broadcast, TVector.Load(in row, (nuint)TVector.Count));
        _third.AddProduct(broadcast, TVector.Load(in row, 2 * (nuint)TVector.Count));
        _fourth.AddProduct(broadcast, TVector.Load(in row, 3 * (nuint)TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(FourVectors<TVector> row)
    {
        _first += row._first;
        _second += row._second;
        _third += row._third;
        _fourth += row._fourth;
    }
}
