using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// Scratch memory too large for the stack: one block a thread, kept for the next call. It is allocated on a thread's first call, or on the first
/// that needs more.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ThreadScratch
{
    [ThreadStatic]
    private static Arena? _block;

    /// <summary>Runs <paramref name="body"/> with at least <paramref name="floats"/> floats that belong to this thread.</summary>
    public static void Run<TBody>(scoped ref TBody body, int floats)
        where TBody : struct, IScratchBody, allows ref struct
    {
        if (_block is null || _block.Length < floats)
        {
            _block = new Arena(floats);
        }

        body.Run(ref _block.At(0));
    }
}
