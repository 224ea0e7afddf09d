using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Scratch memory on the stack that is not cleared first: clearing 64 KB would cost 400 ns a call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StackScratch
{
    private const int Alignment = 64;

    /// <summary>Runs <paramref name="body"/> with <paramref name="floats"/> floats on the stack.</summary>
    /// <param name="body">The work.</param>
    /// <param name="floats">Size of the scratch, at most 16,384 (64 KB).</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void Run<TBody>(scoped ref TBody body, int floats)
        where TBody : struct, IScratchBody, allows ref struct
    {
        float* block = stackalloc float[floats + (Alignment / sizeof(float))];
        nuint start = ((nuint)block + Alignment - 1) & ~(nuint)(Alignment - 1);
        body.Run(ref *(float*)start);
    }
}
