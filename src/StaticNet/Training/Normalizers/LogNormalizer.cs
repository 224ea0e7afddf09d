using StaticNet.Kernels;

namespace StaticNet;

/// <summary>The logarithm of values, with something added before.</summary>
internal sealed class LogNormalizer(double offset, int[]? columns) : FixedNormalizer(columns)
{
    protected override FittedNormalizer Of(int columns) =>
        new FunctionNormalizer(columns, Columns, value => Log(value + (float)offset), value => PortableMath.Exp(value) - (float)offset);

    private static double Log(double value) => value > 0 ? PortableMath.Log(value) : value == 0 ? double.NegativeInfinity : double.NaN;
}
