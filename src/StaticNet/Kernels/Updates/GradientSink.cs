using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// Where the backward pass takes the gradients of matrices of weights, a panel at a time: they are kept, or move the weights at once. Those
/// of all other parameters, being few, go to the network's arena of gradients.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GradientSink
{
    private protected GradientSink()
    {
    }

    /// <summary>Takes <c>dW = xᵀ·dy</c> for one panel of dy. Several threads may bring different panels at a time.</summary>
    /// <param name="x">The layer's input <c>[x.Rows, inputs]</c>.</param>
    /// <param name="dy">The panel <c>[rows, width]</c> of the output's gradient.</param>
    /// <param name="offset">Where the panel of weights lies among all parameters, in floats.</param>
    /// <param name="rows">Rows to sum over, the first of <paramref name="x"/>; 1 to x's rows.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public abstract void Kernel(
        in MatrixView x,
        ref readonly float dy,
        nuint offset,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic = Arithmetic.Fastest);
}
