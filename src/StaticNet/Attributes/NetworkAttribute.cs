namespace StaticNet;

/// <summary>Says how a network as a whole is to be compiled. It may stand on any part of the class, once.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>
    /// Whether every processor gives the same bits: initialisation, training forward and backward, every optimizer, folding and prediction,
    /// of a row alone as of the row in a batch, with vectors of any width or none. Products are then not fused into sums, which costs up to a
    /// few hundredths of the time on processors that add beside multiplying, and up to half on others. What a NaN carries besides being one
    /// is not promised. Weights mean the same either way, so files are exchangeable. False unless given.
    /// </summary>
    public bool Reproducible { get; set; }
}
