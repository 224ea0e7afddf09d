using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Draws the first values of parameters.</summary>
internal static class ParameterInitializer
{
    /// <summary>Draws every tensor of <paramref name="tensors"/> into <paramref name="arena"/>.</summary>
    public static void Draw(TensorLayout[] tensors, Arena arena, ulong seed)
    {
        _ = seed;
        foreach (TensorLayout tensor in tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                arena.Span[tensor.OffsetOf(i)] = tensor.Initializer.First;
            }
        }
    }
}
