using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Takes the finished sums of a tile for gradients and moves the weights by them at once.</summary>
/// <param name="rule">How a gradient changes a weight.</param>
/// <param name="first">Bytes from a weight to its first state, where the rule has one.</param>
/// <param name="second">Bytes from a weight to its second state likewise.</param>
internal readonly struct UpdateEpilogue<TRule>(TRule rule, nint first, nint second) : ITileEpilogue
    where TRule : struct, IUpdateRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TVector>(TVector sums, ref float y, nuint offset)
        where TVector : struct, IVector<TVector>
    {
        TVector parameter = TVector.Load(in y, offset);
        TVector firstState = TRule.States > 0 ? TVector.Load(in Unsafe.AddByteOffset(ref y, first), offset) : TVector.Zero;
        TVector secondState = TRule.States > 1 ? TVector.Load(in Unsafe.AddByteOffset(ref y, second), offset) : TVector.Zero;
        rule.Step(ref parameter, sums, ref firstState, ref secondState);
        parameter.Store(ref y, offset);
        if (TRule.States > 0)
        {
            firstState.Store(ref Unsafe.AddByteOffset(ref y, first), offset);
        }

        if (TRule.States > 1)
        {
            secondState.Store(ref Unsafe.AddByteOffset(ref y, second), offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchAhead(ref readonly float y, nuint width, int rows, int columns)
    {
        // The states too would be more than the gaps between multiply-adds have room for.
        for (int row = 0; row < rows; row++)
        {
            Prefetch.Floats(in Unsafe.Add(ref Unsafe.AsRef(in y), (nuint)row * width), columns);
        }
    }
}
