namespace StaticNet.Benchmarks;

/// <summary>The three products of a dense layer.</summary>
internal enum ProductKind
{
    /// <summary>y = x·W.</summary>
    Forward,

    /// <summary>dW = xᵀ·dy.</summary>
    KernelGradient,

    /// <summary>dx = dy·Wᵀ.</summary>
    InputGradient,
}

/// <summary>A dense layer's size: <c>x [Batch, Inputs]</c>, <c>W [Inputs, Outputs]</c>.</summary>
internal sealed record ProductShape(int Batch, int Inputs, int Outputs)
{
    public double Operations => 2.0 * Batch * Inputs * Outputs;

    public override string ToString() => $"{Batch}x{Inputs}x{Outputs}";
}
