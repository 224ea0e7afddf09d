namespace StaticNet.Kernels;

/// <summary>
/// A register of 32-bit sums, each of which takes four products of bytes at a time. Activations are 0 to 127 and weights -127 to 127, so that
/// two neighbouring products add up to at most 2·127² = 32,258, which 16 bits hold: every instruction that multiplies bytes gives the same sums.
/// </summary>
/// <typeparam name="TSelf">The register type itself.</typeparam>
internal interface IByteDot<TSelf>
    where TSelf : struct, IByteDot<TSelf>
{
    /// <summary>Whether the processor has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Number of sums: 16, 8, 4 or 1.</summary>
    static abstract int Count { get; }

    /// <summary>The four activations at <paramref name="source"/>, for every sum.</summary>
    static abstract TSelf Broadcast(ref readonly byte source);

    /// <summary>Four weights for each sum.</summary>
    static abstract TSelf Load(ref readonly sbyte source);

    /// <summary>This register plus <c>Σ activations[k]·weights[k]</c> over the four bytes of each lane.</summary>
    TSelf AddProducts(TSelf activations, TSelf weights);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>Writes <c>sum·scale + (bias + poison)</c>, rounded after each operation, to <paramref name="y"/>.</summary>
    void Store(ref readonly float scale, ref readonly float bias, float poison, ref float y);
}
