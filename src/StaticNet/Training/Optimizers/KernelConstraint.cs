using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// Brings the columns of a kernel, each the weights of one unit, back to where they may be, as Keras's constraints with <c>axis = 0</c> do.
/// A panel holds whole columns, so whoever has moved it can see to it at once.
/// </summary>
internal static class KernelConstraint
{
    /// <summary>Constrains a panel <c>[rows, width]</c>. NaN makes its column's norm, and so the column, NaN.</summary>
    public static void Apply(ref float panel, int rows, int width, ConstraintLayout constraint)
    {
        if (constraint.Kind == Constraint.NonNegative)
        {
            ParameterUpdate.RaiseToZero(ref panel, rows * width);
            return;
        }

        Span<double> squares = stackalloc double[Panel.Width];
        Span<float> factors = stackalloc float[Panel.Width];
        squares.Clear();
        Norms.AddColumnSquares(ref panel, rows, width, ref MemoryMarshal.GetReference(squares));
        for (int column = 0; column < width; column++)
        {
            factors[column] = (float)DeclaredCare.Factor(Math.Sqrt(squares[column]), constraint);
        }

        ParameterUpdate.ScaleColumns(ref panel, rows, width, ref MemoryMarshal.GetReference(factors));
    }
}
