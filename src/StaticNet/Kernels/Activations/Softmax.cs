using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// Softmax over the columns of each row, <c>yᵢ = e^(xᵢ − max x)/Σⱼ e^(xⱼ − max x)</c>: the maximum is subtracted first, so no offset
/// overflows. Padding may hold anything before and after. A NaN makes its whole row NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    /// <summary><c>y = softmax(x)</c>, row by row.</summary>
    /// <param name="x">All panels of <c>[rows, columns]</c>.</param>
    /// <param name="y">All panels, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    public static void Forward(ref readonly float x, ref float y, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ForwardRun<Simd512>(in x, ref y, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ForwardRun<Simd256>(in x, ref y, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ForwardRun<Simd128>(in x, ref y, rows, columns);
        }
        else
        {
            ForwardRun<Scalar>(in x, ref y, rows, columns);
        }
    }

    /// <summary><c>dxᵢ = yᵢ·(dyᵢ − Σⱼ dyⱼ·yⱼ)</c>, row by row.</summary>
    /// <param name="y">The output, all panels of <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the output, all panels.</param>
    /// <param name="dx">Gradient of the input, all panels, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    public static void Backward(ref readonly float y, ref readonly float dy, ref float dx, int rows, int columns)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BackwardRun<Simd512>(in y, in dy, ref dx, rows, columns);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BackwardRun<Simd256>(in y, in dy, ref dx, rows, columns);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BackwardRun<Simd128>(in y, in dy, ref dx, rows, columns);
        }
        else
        {
            BackwardRun<Scalar>(in y, in dy, ref dx, rows, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector>(ref readonly float x, ref float y, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        for (int row = 0; row < rows; row++)
        {
            float maximum = SoftmaxRow.Maximum<TVector>(in x, row, rows, columns);
            TVector sum = TVector.Broadcast(SoftmaxRow.Exponentials<TVector>(in x, ref y, maximum, row, rows, columns));
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                (TVector.Load(ref y, offset) / sum).Store(ref y, offset);
            }
        }
    }

    // As Σ y = 1, the error of the single-precision sum is a few units of the largest |dy|, whatever the number of columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRun<TVector>(ref readonly float y, ref readonly float dy, ref float dx, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        for (int row = 0; row < rows; row++)
        {
            TVector sums = TVector.Zero;
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                TVector product = TVector.Load(in y, offset) * TVector.Load(in dy, offset);
                sums += TVector.Select(TVector.FirstLanes(columns - column), product, TVector.Zero);
            }

            TVector mean = TVector.Broadcast(TVector.Sum(sums));
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                (TVector.Load(in y, offset) * (TVector.Load(in dy, offset) - mean)).Store(ref dx, offset);
            }
        }
    }
}
