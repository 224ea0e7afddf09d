using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Softmax over the columns of each row, <c>yᵢ = e^(xᵢ − max x)/Σⱼ e^(xⱼ − max x)</c>: the maximum is subtracted first, so no offset
/// overflows. Padding may hold anything before and after. A NaN makes its whole row NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    /// <summary>
    /// <c>y = softmax(x)</c>, row by row; each value within 6 + d + min(K/16, 32 + K/512) units in the last place of the exact one, where d is
    /// how far its x lies below the largest and K the number of columns: the difference to the largest is rounded, and so is the sum.
    /// </summary>
    /// <param name="x">All panels of <c>[rows, columns]</c>.</param>
    /// <param name="y">All panels, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref readonly float x, ref float y, int rows, int columns, Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new ForwardBody(in x, ref y, rows, columns), arithmetic);

    /// <summary><c>dxᵢ = yᵢ·(dyᵢ − Σⱼ dyⱼ·yⱼ)</c>, row by row.</summary>
    /// <param name="y">The output, all panels of <c>[rows, columns]</c>.</param>
    /// <param name="dy">Gradient of the output, all panels.</param>
    /// <param name="dx">Gradient of the input, all panels, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ref readonly float y, ref readonly float dy, ref float dx, int rows, int columns, Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new BackwardBody(in y, in dy, ref dx, rows, columns), arithmetic);

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
            LaneSums sums = default;
            for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
            {
                TVector sum = TVector.Zero;
                for (int column = lane; column < columns; column += LaneSums.Count)
                {
                    nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                    TVector product = TVector.Load(in y, offset) * TVector.Load(in dy, offset);
                    sum += TVector.Where(TVector.FirstLanes(columns - column), product);
                }

                sums.Set(lane, sum);
            }

            TVector mean = TVector.Broadcast(sums.Total<TVector>());
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                (TVector.Load(in y, offset) * (TVector.Load(in dy, offset) - mean)).Store(ref dx, offset);
            }
        }
    }

    private readonly ref struct ForwardBody(ref readonly float x, ref float y, int rows, int columns) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardRun<TVector>(in _x, ref _y, rows, columns);
    }

    private readonly ref struct BackwardBody(ref readonly float y, ref readonly float dy, ref float dx, int rows, int columns) : IVectorBody
    {
        private readonly ref readonly float _y = ref y;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            BackwardRun<TVector>(in _y, in _dy, ref _dx, rows, columns);
    }
}
