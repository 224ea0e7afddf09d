using StaticNet.Kernels;

namespace StaticNet;

/// <summary>An optimizer's rule together with what it remembers of earlier steps.</summary>
internal abstract class UpdateRule
{
    /// <summary>What the rule remembers, a float a parameter, by name; nothing by default.</summary>
    public virtual IEnumerable<(string Name, Arena Values)> Memory => [];

    /// <summary>Moves all parameters by their gradients. Padding is zero in both and stays so.</summary>
    /// <param name="parameters">The parameters, updated.</param>
    /// <param name="gradients">Their gradients, of the same length.</param>
    /// <param name="learningRate">Step size of this step.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public abstract void Apply(Arena parameters, Arena gradients, double learningRate, long step);
}
