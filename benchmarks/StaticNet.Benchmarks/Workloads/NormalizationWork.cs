using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>BatchNorm with ReLU, forward and backward over a batch, panel by panel as training runs it.</summary>
internal sealed class NormalizationWork : Work
{
    private readonly NormalizationMemory _memory;
    private readonly Arena _columns = RandomValues.Block(NormalizationMemory.Columns * 8);

    public NormalizationWork(NormalizationMemory memory)
        : base("BatchNorm with ReLU")
    {
        _memory = memory;
        for (nuint panel = 0; panel < NormalizationMemory.Panels; panel++)
        {
            Forward(panel);
        }

        // γ is the deviation, so that a gradient that is taken back again and again neither vanishes nor overflows.
        Span<float> columns = _columns.Span;
        for (int column = 0; column < NormalizationMemory.Columns; column++)
        {
            columns[(4 * NormalizationMemory.Columns) + column] = 1 / columns[(3 * NormalizationMemory.Columns) + column];
        }
    }

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (nuint panel = 0; panel < NormalizationMemory.Panels; panel++)
            {
                Forward(panel);
            }

            for (nuint panel = 0; panel < NormalizationMemory.Panels; panel++)
            {
                Backward(panel);
            }
        }
    }

    private void Forward(nuint panel)
    {
        BatchNormalization.Statistics(
            in _memory.X(panel), _memory.Rows, Panel.Width, 0.001f, ref Column(0, panel), ref Column(1, panel), ref Column(2, panel), ref Column(3, panel));
        BatchNormalization.Normalize(
            default(Relu), in _memory.X(panel), ref _memory.Y(panel), _memory.Rows, Panel.Width, in Column(0, panel), in Column(1, panel), in Column(3, panel),
            in Column(4, panel), in Column(5, panel));
    }

    private void Backward(nuint panel) => BatchNormalization.Backward(
        default(Relu), in _memory.X(panel), in _memory.Y(panel), ref _memory.Gradient(panel), _memory.Rows, Panel.Width, Panel.Width, in Column(0, panel),
        in Column(1, panel), in Column(3, panel), in Column(4, panel), in Column(5, panel), ref Column(6, panel), ref Column(7, panel), frozen: false);

    private ref float Column(int vector, nuint panel) => ref _columns.At(((nuint)vector * NormalizationMemory.Columns) + (panel * Panel.Width));
}
