using System.ComponentModel;

namespace StaticNet;

/// <summary>
/// The trained tensors of a network by name, wherever they lie: in a network, in a file inside the assembly, or in the compiler's hands. What a
/// predictor is folded and packed from.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TrainedTensors
{
    /// <summary>The tensor called <paramref name="name"/>, such as <c>dense1.kernel</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public TrainedTensor this[string name] => Find(name) ?? throw new KeyNotFoundException($"No tensor is called '{name}'.");

    /// <summary>The tensor called <paramref name="name"/>, or null.</summary>
    public abstract TrainedTensor? Find(string name);

    /// <summary>What the outputs stand for, in their order; empty where nobody named them.</summary>
    public virtual IReadOnlyList<string> ClassNames => [];
}
