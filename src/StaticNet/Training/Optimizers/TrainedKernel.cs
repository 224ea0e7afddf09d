using StaticNet.Kernels;

namespace StaticNet;

/// <summary>A matrix of weights that is trained: where it lies, its penalties, and what holds of it after each step.</summary>
/// <param name="layout">Where it lies, and what its layer declares of it.</param>
/// <param name="optimizer">What is asked of all kernels.</param>
internal sealed class TrainedKernel(TensorLayout layout, Optimizer optimizer)
{
    /// <summary>The first float in the arena.</summary>
    public int Offset { get; } = layout.Offset;

    /// <summary>The float after the last.</summary>
    public int End { get; } = layout.Offset + layout.Length;

    /// <summary>λ of λ·Σ|w|: the optimizer's and the layer's together.</summary>
    public double L1 { get; } = optimizer.L1 + layout.L1;

    /// <summary>λ of λ·Σw², likewise.</summary>
    public double L2 { get; } = optimizer.L2 + layout.L2;

    /// <summary>What holds after each step, of each column: the weights of one unit.</summary>
    public ConstraintLayout Constraint { get; } = layout.Constraint;

    /// <summary>Whether the loss has a penalty of it.</summary>
    public bool IsPenalized => L1 > 0 || L2 > 0;

    /// <summary>Whether anything has to hold after each step.</summary>
    public bool IsConstrained => Constraint.Kind != StaticNet.Constraint.None;

    /// <summary>The panels: where each begins, and how wide it is.</summary>
    public IEnumerable<(int Offset, int Width)> Panels()
    {
        for (int panel = 0; panel < Panel.Count(layout.Columns); panel++)
        {
            yield return (Offset + (panel * Panel.Width * layout.Rows), Panel.WidthOf(panel, layout.Columns));
        }
    }

    /// <summary>Rows of every panel.</summary>
    public int Rows { get; } = layout.Rows;
}
