using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>What BatchNorm reads and writes: its input, its output, and the gradient of the one, which becomes that of the other.</summary>
internal sealed class NormalizationMemory(int rows)
{
    public const int Columns = 256;
    public const int Panels = Columns / Panel.Width;

    private readonly Arena _x = RandomValues.Block(rows * Columns);
    private readonly Arena _y = RandomValues.Block(rows * Columns, seed: 2);
    private readonly Arena _gradient = RandomValues.Block(rows * Columns, seed: 3);

    public int Rows { get; } = rows;

    /// <summary>Floats of a panel.</summary>
    public int PanelLength => Rows * Panel.Width;

    public ref float X(nuint panel) => ref _x.At(panel * (nuint)PanelLength);

    public ref float Y(nuint panel) => ref _y.At(panel * (nuint)PanelLength);

    public ref float Gradient(nuint panel) => ref _gradient.At(panel * (nuint)PanelLength);
}
