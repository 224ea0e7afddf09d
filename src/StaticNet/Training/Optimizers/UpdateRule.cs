using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>An optimizer's rule together with what it remembers of earlier steps.</summary>
internal abstract class UpdateRule
{
    /// <summary>What the rule remembers, a float a parameter, by name; nothing by default.</summary>
    public virtual IEnumerable<(string Name, Arena Values)> Memory => [];

    /// <summary>Begins a step, before the first <see cref="Apply"/> or <see cref="ApplyProduct"/> of it.</summary>
    /// <param name="learningRate">Step size of this step.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public abstract void Begin(double learningRate, long step);

    /// <summary>Moves parameters by their gradients. Padding is zero in both and stays so.</summary>
    /// <param name="parameters">The parameters, updated.</param>
    /// <param name="gradients">Their gradients, of the same length.</param>
    /// <param name="offset">The first parameter to move.</param>
    /// <param name="count">How many, a multiple of 16.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public abstract void Apply(Arena parameters, Arena gradients, nuint offset, int count, Arithmetic arithmetic);

    /// <summary>Moves a panel of weights by the gradient <c>xᵀ·dy</c>, which is not kept; see <see cref="GradientSink.Kernel"/>.</summary>
    public abstract void ApplyProduct(
        in MatrixView x,
        ref readonly float dy,
        Arena parameters,
        nuint offset,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic);
}

/// <summary>What all rules share: their kernel, and up to two values of memory a parameter.</summary>
/// <param name="first">The first state, if the rule has one.</param>
/// <param name="second">The second state likewise.</param>
internal abstract class UpdateRule<TRule>(Arena? first = null, Arena? second = null) : UpdateRule
    where TRule : struct, IUpdateRule
{
    private TRule _rule;

    /// <inheritdoc/>
    public sealed override void Begin(double learningRate, long step) => _rule = At(learningRate, step);

    /// <inheritdoc/>
    public sealed override void Apply(Arena parameters, Arena gradients, nuint offset, int count, Arithmetic arithmetic) =>
        UpdateKernel.Run(
            _rule, ref parameters.At(offset), in gradients.At(offset), ref State(first, offset), ref State(second, offset), count,
            arithmetic);

    /// <inheritdoc/>
    public sealed override void ApplyProduct(
        in MatrixView x,
        ref readonly float dy,
        Arena parameters,
        nuint offset,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic) =>
        DenseProduct.KernelUpdate(
            _rule, in x, in dy, ref parameters.At(offset), ref State(first, offset), ref State(second, offset), rows, inputs, width,
            columns, arithmetic);

    /// <summary>The rule with the constants of one step.</summary>
    protected abstract TRule At(double learningRate, long step);

    private static ref float State(Arena? state, nuint offset)
    {
        if (state is null)
        {
            return ref Unsafe.NullRef<float>();
        }

        return ref state.At(offset);
    }
}
