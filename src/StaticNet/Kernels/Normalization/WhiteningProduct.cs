using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A shift and a scale for each column, then a fixed matrix: whitening. All panels at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WhiteningProduct
{
    /// <summary><c>y = (((x − center) − centerLow)·scale)·M</c>. NaN and infinity propagate.</summary>
    /// <param name="x">All panels of <c>[rows, inputs]</c>; padding may hold anything.</param>
    /// <param name="scaled">All panels of <c>[rows, inputs]</c>, overwritten with what is multiplied by the matrix; may be <paramref name="x"/>.</param>
    /// <param name="y">All panels of <c>[rows, outputs]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="rows">Rows of the matrices.</param>
    /// <param name="inputs">Columns of <paramref name="x"/>.</param>
    /// <param name="outputs">Columns of <paramref name="y"/>.</param>
    /// <param name="center">What is subtracted first: a value a column, with padding.</param>
    /// <param name="centerLow">What <paramref name="center"/> lacks of a center of more than single precision, likewise.</param>
    /// <param name="scale">A factor a column, likewise.</param>
    /// <param name="matrix">All panels of M <c>[inputs, outputs]</c>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void Forward(
        ref readonly float x,
        ref float scaled,
        ref float y,
        int rows,
        int inputs,
        int outputs,
        ref readonly float center,
        ref readonly float centerLow,
        ref readonly float scale,
        ref readonly float matrix,
        Arithmetic arithmetic = Arithmetic.Fastest)
    {
        for (int panel = 0; panel < Panel.Count(inputs); panel++)
        {
            int column = panel * Panel.Width;
            ColumnAffine.Forward(
                in At(in x, column * rows),
                ref Unsafe.Add(ref scaled, column * rows),
                rows,
                Panel.WidthOf(panel, inputs),
                in At(in center, column),
                in At(in centerLow, column),
                in At(in scale, column),
                in Unsafe.NullRef<float>(),
                arithmetic);
        }

        MatrixView view = MatrixView.Panels(in scaled, rows, inputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            int column = panel * Panel.Width;
            DenseProduct.Forward(
                view,
                in At(in matrix, column * inputs),
                in Unsafe.NullRef<float>(),
                ref Unsafe.Add(ref y, column * rows),
                rows,
                inputs,
                Panel.WidthOf(panel, outputs),
                arithmetic);
        }
    }

    /// <summary><c>dx = (dy·Mᵀ)·scale</c>.</summary>
    /// <param name="dy">All panels of <c>[rows, outputs]</c>; padding may hold anything.</param>
    /// <param name="dx">All panels of <c>[rows, inputs]</c>, overwritten; must not overlap the operands.</param>
    /// <param name="transposed">Room for the panels of <c>Mᵀ [outputs, inputs]</c>, overwritten.</param>
    /// <param name="rows">Rows of the matrices.</param>
    /// <param name="inputs">Columns of <paramref name="dx"/>.</param>
    /// <param name="outputs">Columns of <paramref name="dy"/>.</param>
    /// <param name="scale">A factor a column of <paramref name="dx"/>, with padding.</param>
    /// <param name="matrix">All panels of M <c>[inputs, outputs]</c>.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    public static void InputGradient(
        ref readonly float dy,
        ref float dx,
        ref float transposed,
        int rows,
        int inputs,
        int outputs,
        ref readonly float scale,
        ref readonly float matrix,
        Arithmetic arithmetic = Arithmetic.Fastest)
    {
        MatrixView view = MatrixView.Panels(in dy, rows, outputs);
        for (int panel = 0; panel < Panel.Count(inputs); panel++)
        {
            int column = panel * Panel.Width;
            int width = Panel.WidthOf(panel, inputs);
            ref float weights = ref Unsafe.Add(ref transposed, column * outputs);
            ref float gradient = ref Unsafe.Add(ref dx, column * rows);
            DenseProduct.TransposePanel(in matrix, ref weights, inputs, outputs, panel);
            DenseProduct.Forward(view, in weights, in Unsafe.NullRef<float>(), ref gradient, rows, outputs, width, arithmetic);
            ColumnAffine.Backward(in gradient, ref gradient, rows, width, in At(in scale, column));
        }
    }

    private static ref readonly float At(ref readonly float origin, int offset) => ref Unsafe.Add(ref Unsafe.AsRef(in origin), (nint)offset);
}
