namespace StaticNet;

/// <summary>How GELU is computed.</summary>
public enum GeluForm
{
    /// <summary><c>x·Φ(x) = x/2·(1 + erf(x/√2))</c>.</summary>
    Exact,

    /// <summary><c>x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³)))</c>, within 5e-4 of the exact form.</summary>
    Tanh,
}
