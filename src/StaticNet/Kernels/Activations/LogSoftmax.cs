using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Logarithm of the softmax of each row, <c>yᵢ = (xᵢ − max x) − ln Σⱼ e^(xⱼ − max x)</c>: finite wherever the softmax underflows. Padding
/// may hold anything before and after. A NaN makes its whole row NaN.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LogSoftmax
{
    /// <summary><c>y = ln softmax(x)</c>, row by row.</summary>
    /// <param name="x">All panels of <c>[rows, columns]</c>.</param>
    /// <param name="y">All panels, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref readonly float x, ref float y, int rows, int columns, Arithmetic arithmetic = Arithmetic.Fastest) =>
        VectorWidth.Run(new ForwardBody(in x, ref y, rows, columns), arithmetic);

    /// <summary><c>dxᵢ = dyᵢ − e^yᵢ·Σⱼ dyⱼ</c>, row by row.</summary>
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
            float sum = SoftmaxRow.ExponentialSum<TVector>(in x, maximum, row, rows, columns);
            TVector shift = TVector.Broadcast(maximum);
            TVector logarithm = TVector.Broadcast((float)PortableMath.Log(sum));
            for (int column = 0; column < columns; column += TVector.Count)
            {
                // In this order: the difference is exact where it matters, the sum of both shifts would not be.
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                (TVector.Load(in x, offset) - shift - logarithm).Store(ref y, offset);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRun<TVector>(ref readonly float y, ref readonly float dy, ref float dx, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        Span<double> partial = stackalloc double[LaneSums.Count];
        for (int row = 0; row < rows; row++)
        {
            partial.Clear();
            for (int column = 0; column < columns; column += TVector.Count)
            {
                TVector gradient = TVector.Load(in dy, (nuint)Panel.Offset(row, column, rows, columns));
                gradient = TVector.Where(TVector.FirstLanes(columns - column), gradient);
                TVector.AddWidened(gradient, ref partial[0], (nuint)(column % LaneSums.Count));
            }

            TVector sum = TVector.Broadcast((float)PartialSums.Total(partial));
            for (int column = 0; column < columns; column += TVector.Count)
            {
                nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                TVector probability = VectorMath.Exp(TVector.Load(in y, offset));
                (TVector.Load(in dy, offset) - (probability * sum)).Store(ref dx, offset);
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
