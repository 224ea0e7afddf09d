using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>How a kernel may round. The order of its sums is the same at every vector width either way.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Arithmetic
{
    /// <summary>As is fastest: a product is fused into a sum where the processor can, so last bits differ between processors.</summary>
    Fastest,

    /// <summary>Every operation is rounded on its own, so that every processor gives the same bits (those of a NaN apart).</summary>
    Reproducible,
}
