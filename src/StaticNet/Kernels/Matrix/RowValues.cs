using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>Rows of a user's struct of floats as a row-major matrix, in place.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowValues
{
    /// <summary>The values of rows, a column a field.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Floats of a row, as the network was compiled for.</param>
    /// <exception cref="InvalidOperationException">The struct is laid out otherwise: it has changed since the network was compiled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<float> Of<TRow>(ReadOnlySpan<TRow> rows, int columns)
        where TRow : struct
    {
        // Both are constants of the just-in-time compiler.
        if (Unsafe.SizeOf<TRow>() != columns * sizeof(float))
        {
            ThrowLayout<TRow>(columns);
        }

        return MemoryMarshal.Cast<TRow, float>(rows);
    }

    private static void ThrowLayout<TRow>(int columns)
        where TRow : struct =>
        throw new InvalidOperationException(
            $"The network was compiled for rows of {columns} floats, {columns * sizeof(float)} bytes; {typeof(TRow).Name} has {Unsafe.SizeOf<TRow>()} bytes now.");
}
