using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>Fills panels with random values, of which each depends on its row and column alone, and not on the layout.</summary>
internal static class PanelDraws
{
    // Draws are made this many at a time. The first may be up to a group before the one needed, and a panel's width is read at once.
    private const int Window = 8 * PhiloxSequence.Granularity;

    /// <summary>Makes of draw <c>row·columns + column</c> of the stream, <see cref="Philox.Uniform"/>, the value in that row and column.</summary>
    /// <param name="values">All panels of <c>[rows, columns]</c>, overwritten, padding with anything.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="draw">What to make of the draws.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TVector, TDraw>(ref float values, int rows, int columns, TDraw draw, ulong seed, ulong stream)
        where TVector : struct, IVector<TVector>
        where TDraw : struct, IPanelDraw
    {
        Span<float> window = stackalloc float[Window];
        ref float draws = ref MemoryMarshal.GetReference(window);
        ulong windowStart = 0;
        ulong windowEnd = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int start = 0; start < columns; start += Panel.Width)
            {
                ulong first = ((ulong)row * (ulong)columns) + (ulong)start;
                if (first + Panel.Width > windowEnd)
                {
                    windowStart = first / (ulong)TDraw.Group * (ulong)TDraw.Group;
                    windowEnd = windowStart + Window;
                    PhiloxSequence.Uniform(ref draws, Window, seed, stream, windowStart / 4);
                    draw.Transform<TVector>(ref draws, Window);
                }

                nuint source = (nuint)(first - windowStart);
                nuint destination = (nuint)Panel.Offset(row, start, rows, columns);
                nuint width = (nuint)Panel.WidthOf(start / Panel.Width, columns);
                for (nuint column = 0; column < width; column += (nuint)TVector.Count)
                {
                    draw.Value(TVector.Load(ref draws, source + column)).Store(ref values, destination + column);
                }
            }
        }
    }
}
