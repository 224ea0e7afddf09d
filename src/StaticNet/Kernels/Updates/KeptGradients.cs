namespace StaticNet.Kernels;

/// <summary>Keeps gradients in the arena of gradients, which is laid out as the parameters are.</summary>
internal sealed class KeptGradients(Arena gradients) : GradientSink
{
    /// <inheritdoc/>
    public override void Kernel(
        in MatrixView x,
        ref readonly float dy,
        nuint offset,
        int rows,
        int inputs,
        int width,
        int columns,
        Arithmetic arithmetic = Arithmetic.Fastest) =>
        DenseProduct.KernelGradient(in x, in dy, ref gradients.At(offset), rows, inputs, width, columns, arithmetic);
}
