namespace StaticNet.Kernels;

/// <summary>An <see cref="IVectorBody"/> that returns a sum.</summary>
internal interface IVectorFunction
{
    /// <summary>Calls the kernel with registers of type <typeparamref name="TVector"/>.</summary>
    double Run<TVector>()
        where TVector : struct, IVector<TVector>;
}
