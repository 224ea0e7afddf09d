using System.Runtime.InteropServices;

namespace StaticNet.Benchmarks;

/// <summary>
/// A copy of as many bytes as BatchNorm has to read and write, panel by panel likewise: input to output forward; input, output and gradient to gradient
/// backward, which are two copies.
/// </summary>
internal sealed class NormalizationCopy : Work
{
    private readonly NormalizationMemory _memory;

    public NormalizationCopy(NormalizationMemory memory)
        : base("copy") => _memory = memory;

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (nuint panel = 0; panel < NormalizationMemory.Panels; panel++)
            {
                Copy(ref _memory.X(panel), ref _memory.Y(panel));
            }

            for (nuint panel = 0; panel < NormalizationMemory.Panels; panel++)
            {
                Copy(ref _memory.X(panel), ref _memory.Gradient(panel));
                Copy(ref _memory.Y(panel), ref _memory.Gradient(panel));
            }
        }
    }

    private void Copy(ref float from, ref float to) =>
        MemoryMarshal.CreateReadOnlySpan(ref from, _memory.PanelLength).CopyTo(MemoryMarshal.CreateSpan(ref to, _memory.PanelLength));
}
