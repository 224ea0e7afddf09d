namespace StaticNet.Kernels;

/// <summary>How an optimizer changes a parameter, given its gradient and up to two values of state.</summary>
internal interface IUpdateRule
{
    /// <summary>Number of state values a parameter has: 0, 1 or 2. Those beyond are neither read nor kept.</summary>
    static abstract int States { get; }

    /// <summary>One step of a register of parameters <paramref name="w"/> with gradient <paramref name="g"/>.</summary>
    void Step<TVector>(ref TVector w, TVector g, ref TVector first, ref TVector second)
        where TVector : struct, IVector<TVector>;
}
