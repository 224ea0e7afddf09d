namespace StaticNet.Kernels;

/// <summary>One row of a register tile: a few neighbouring vectors that take part in every operation together.</summary>
/// <typeparam name="TSelf">The row type itself.</typeparam>
internal interface ITileRow<TSelf>
    where TSelf : struct, ITileRow<TSelf>
{
    /// <summary>Columns of the row.</summary>
    static abstract int Columns { get; }

    /// <summary>Distance between the rows of a panel of weights, where the result's are <paramref name="width"/> apart.</summary>
    static abstract nuint WeightStride(nuint width);

    /// <summary>The columns of a row of weights, as single precision.</summary>
    static abstract TSelf Load(ref readonly float source);

    /// <summary>The columns of the bias.</summary>
    static abstract TSelf LoadBias(ref readonly float source);

    /// <summary>Hands the columns to <paramref name="epilogue"/>, which takes them to <paramref name="destination"/>.</summary>
    void Store<TEpilogue>(ref float destination, TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue;

    /// <summary>Adds <paramref name="x"/>[<paramref name="offset"/>] times <paramref name="row"/>.</summary>
    void AddProduct(ref readonly float x, nuint offset, TSelf row);

    /// <summary>Adds <paramref name="x"/>[<paramref name="offset"/>] times the columns at <paramref name="row"/>.</summary>
    void AddProduct(ref readonly float x, nuint offset, ref readonly float row);

    /// <summary>Adds <paramref name="row"/>.</summary>
    void Add(TSelf row);
}
