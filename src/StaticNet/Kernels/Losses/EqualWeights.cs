using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>All rows weigh 1: the compiler leaves all that multiplies by it out.</summary>
internal readonly struct EqualWeights : IRowWeights
{
    /// <inheritdoc/>
    public static bool AreEqual => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int row) => 1;
}
