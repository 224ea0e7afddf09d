namespace StaticNet.Kernels;

/// <summary>A loss that is a sum over elements.</summary>
internal interface IElementwiseLoss
{
    /// <summary>The loss of each lane and its derivative with respect to <paramref name="output"/>.</summary>
    TVector Evaluate<TVector>(TVector output, TVector target, out TVector derivative)
        where TVector : struct, IVector<TVector>;
}
