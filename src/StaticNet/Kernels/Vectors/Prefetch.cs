using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace StaticNet.Kernels;

/// <summary>Asks the processor for memory that will be read soon, where it would not foresee that; elsewhere nothing.</summary>
internal static class Prefetch
{
    private const int LineFloats = 16;

    /// <summary>Fetches into the first-level cache. What lies beyond the end of memory is harmless: a fetch of nothing does nothing.</summary>
    /// <param name="source">The first float.</param>
    /// <param name="count">How many follow; a constant, so that the loops unroll.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Floats(ref readonly float source, int count)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // An address that the garbage collector makes stale meanwhile costs a useless fetch, no more.
        float* address = (float*)Unsafe.AsPointer(ref Unsafe.AsRef(in source));
        int i = 0;
        for (; i < count / (4 * LineFloats) * 4 * LineFloats; i += 4 * LineFloats)
        {
            Sse.Prefetch0(address + i);
            Sse.Prefetch0(address + i + LineFloats);
            Sse.Prefetch0(address + i + (2 * LineFloats));
            Sse.Prefetch0(address + i + (3 * LineFloats));
        }

        for (; i < count; i += LineFloats)
        {
            Sse.Prefetch0(address + i);
        }
    }
}
