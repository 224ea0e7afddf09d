using StaticNet.Kernels;

namespace StaticNet;

/// <content>The layer in another precision than single, which only the library makes.</content>
public sealed partial class FoldedDense
{
    internal ReducedDense Reduce(string name, Precision precision, Arithmetic arithmetic)
    {
        (double[] kernel, double[] bias) = Compute();
        return new ReducedDense(name, kernel, bias, precision, arithmetic);
    }
}
