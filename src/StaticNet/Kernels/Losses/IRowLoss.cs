namespace StaticNet.Kernels;

/// <summary>A loss that is a mean over rows or their elements.</summary>
/// <typeparam name="TTarget">What a row is compared with: the number of its class, or values.</typeparam>
internal interface IRowLoss<TTarget>
{
    /// <summary>The mean and its gradient: <see cref="RowLoss.Mean"/> with registers of type <typeparamref name="TVector"/>.</summary>
    double Run<TVector, TWeights>(
        ref readonly float output, ref float gradient, ReadOnlySpan<TTarget> targets, int rows, int columns, TWeights weights)
        where TVector : struct, IVector<TVector>
        where TWeights : struct, IRowWeights, allows ref struct;
}
