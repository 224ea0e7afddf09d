using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Copies between panels (see <see cref="Panel"/>) and other orders of the same values. Source and destination must not overlap.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelLayout
{
    /// <summary>A row-major matrix to panels, padding with zeros.</summary>
    /// <param name="source"><c>rows·columns</c> values.</param>
    /// <param name="panels">All panels of <c>[rows, columns]</c>, overwritten.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRowMajor(ref readonly float source, ref float panels, int rows, int columns)
    {
        ref float panelRow = ref panels;
        for (int column = 0; column < columns; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int length = Math.Min(width, columns - column);
            ref float row = ref Unsafe.Add(ref Unsafe.AsRef(in source), (nuint)column);
            for (int r = 0; r < rows; r++)
            {
                Copy(in row, ref panelRow, length);
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panelRow, (nuint)length), width - length).Clear();
                row = ref Unsafe.Add(ref row, (nuint)columns);
                panelRow = ref Unsafe.Add(ref panelRow, (nuint)width);
            }
        }
    }

    /// <summary>Panels to a row-major matrix.</summary>
    /// <param name="panels">All panels of <c>[rows, columns]</c>; their padding is never read.</param>
    /// <param name="destination">Exactly <c>rows·columns</c> values, overwritten; nothing beyond is touched.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRowMajor(ref readonly float panels, ref float destination, int rows, int columns)
    {
        ref float panelRow = ref Unsafe.AsRef(in panels);
        for (int column = 0; column < columns; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int length = Math.Min(width, columns - column);
            ref float row = ref Unsafe.Add(ref destination, (nuint)column);
            for (int r = 0; r < rows; r++)
            {
                Copy(in panelRow, ref row, length);
                row = ref Unsafe.Add(ref row, (nuint)columns);
                panelRow = ref Unsafe.Add(ref panelRow, (nuint)width);
            }
        }
    }

    /// <summary>
    /// Panels of <c>[batch·positions, channels]</c> to panels of <c>[batch, positions·channels]</c>: column <c>p·channels + c</c> of a
    /// sample is channel <c>c</c> of its position <c>p</c>.
    /// </summary>
    /// <param name="x">All panels of <c>[batch·positions, channels]</c>; their padding is never read.</param>
    /// <param name="y">All panels of <c>[batch, positions·channels]</c>, overwritten but for their padding.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Channels of a position.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Flatten(ref readonly float x, ref float y, int batch, int positions, int channels)
    {
        int features = positions * channels;
        for (int sample = 0; sample < batch; sample++)
        {
            for (int feature = 0, length; feature < features; feature += length)
            {
                length = Run(feature, channels);
                int row = (sample * positions) + (feature / channels);
                int origin = Panel.Offset(row, feature % channels, batch * positions, channels);
                ref float source = ref Unsafe.Add(ref Unsafe.AsRef(in x), origin);
                Copy(in source, ref Unsafe.Add(ref y, Panel.Offset(sample, feature, batch, features)), length);
            }
        }
    }

    /// <summary>The inverse of <see cref="Flatten"/>, which is its transpose: the gradient on its way back.</summary>
    /// <param name="dy">All panels of <c>[batch, positions·channels]</c>; their padding is never read.</param>
    /// <param name="dx">All panels of <c>[batch·positions, channels]</c>, overwritten but for their padding.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Channels of a position.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unflatten(ref readonly float dy, ref float dx, int batch, int positions, int channels)
    {
        int features = positions * channels;
        for (int sample = 0; sample < batch; sample++)
        {
            for (int feature = 0, length; feature < features; feature += length)
            {
                length = Run(feature, channels);
                int row = (sample * positions) + (feature / channels);
                ref float source = ref Unsafe.Add(ref Unsafe.AsRef(in dy), Panel.Offset(sample, feature, batch, features));
                int target = Panel.Offset(row, feature % channels, batch * positions, channels);
                Copy(in source, ref Unsafe.Add(ref dx, target), length);
            }
        }
    }

    /// <summary>Features from <paramref name="feature"/> on that are contiguous in the panels of either matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Run(int feature, int channels)
    {
        int channel = feature % channels;
        int length = Math.Min(channels - channel, Panel.Width - (channel % Panel.Width));
        return Math.Min(length, Panel.Width - (feature % Panel.Width));
    }

    /// <summary>Copies <paramref name="count"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref readonly float x, ref float y, int count) =>
        MemoryMarshal.CreateReadOnlySpan(in x, count).CopyTo(MemoryMarshal.CreateSpan(ref y, count));
}
