using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Between targets and what a network with standardised targets computes: <c>z = ((t − center) − centerLow)·scale</c> and its inverse, a column of the
/// output's last axis each. Outputs are few beside what leads to them, so these are plain loops; nothing in them can be fused, and every processor gives
/// the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TargetScaling
{
    /// <summary>Standardises targets.</summary>
    /// <param name="targets"><c>[rows, columns]</c>, row-major.</param>
    /// <param name="standardized">As many values, overwritten.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="center">What is subtracted first, a value a column.</param>
    /// <param name="centerLow">What is subtracted then.</param>
    /// <param name="scale">What is multiplied by last.</param>
    /// <returns>The values written.</returns>
    public static ReadOnlySpan<float> Standardize(
        ReadOnlySpan<float> targets,
        ref float standardized,
        int columns,
        ref readonly float center,
        ref readonly float centerLow,
        ref readonly float scale)
    {
        Span<float> values = MemoryMarshal.CreateSpan(ref standardized, targets.Length);
        for (int start = 0; start < targets.Length; start += columns)
        {
            for (int column = 0; column < columns; column++)
            {
                float centered = targets[start + column] - At(in center, column) - At(in centerLow, column);
                values[start + column] = centered * At(in scale, column);
            }
        }

        return values;
    }

    /// <summary>Takes standardised values back: <c>y = (z/scale + centerLow) + center</c>.</summary>
    /// <param name="z">All panels of <c>[rows, columns]</c>; padding is never read.</param>
    /// <param name="y">All panels, overwritten but for padding.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="center">A value a column.</param>
    /// <param name="centerLow">A value a column.</param>
    /// <param name="scale">A value a column.</param>
    public static void Restore(
        ref readonly float z,
        ref float y,
        int rows,
        int columns,
        ref readonly float center,
        ref readonly float centerLow,
        ref readonly float scale)
    {
        for (int column = 0; column < columns; column++)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int first = Panel.Offset(0, column, rows, columns);
            for (int row = 0; row < rows; row++)
            {
                int place = first + (row * width);
                Unsafe.Add(ref y, place) = (At(in z, place) / At(in scale, column)) + At(in centerLow, column) + At(in center, column);
            }
        }
    }

    /// <summary>The gradient of <see cref="Restore"/>, in place: <c>dz = dy/scale</c>.</summary>
    /// <param name="gradient">All panels of <c>[rows, columns]</c>; padding stays as it is.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="scale">A value a column.</param>
    public static void RestoreGradient(ref float gradient, int rows, int columns, ref readonly float scale)
    {
        for (int column = 0; column < columns; column++)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int first = Panel.Offset(0, column, rows, columns);
            for (int row = 0; row < rows; row++)
            {
                Unsafe.Add(ref gradient, first + (row * width)) /= At(in scale, column);
            }
        }
    }

    private static float At(ref readonly float values, int index) => Unsafe.Add(ref Unsafe.AsRef(in values), index);
}
