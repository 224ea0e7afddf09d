namespace StaticNet.Kernels;

/// <summary>A kernel with its arguments, to be run with the registers that <see cref="VectorWidth"/> chooses.</summary>
internal interface IVectorBody
{
    /// <summary>Calls the kernel with registers of type <typeparamref name="TVector"/>.</summary>
    void Run<TVector>()
        where TVector : struct, IVector<TVector>;
}
