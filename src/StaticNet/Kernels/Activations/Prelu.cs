using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Rectifier with a trained slope below 0: <c>x</c> above 0 and <c>slope·x</c> elsewhere. One panel, <c>[rows, width]</c> with row stride
/// <c>width</c> (16 or 32); padding may hold anything. At 0 the derivative is the slope, and that of the slope 0. He, Zhang, Ren and Sun,
/// "Delving deep into rectifiers", ICCV 2015.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Prelu
{
    /// <summary>The layer's output.</summary>
    /// <param name="x">The panel, <c>[rows, width]</c>.</param>
    /// <param name="slope">One slope a column (<paramref name="width"/> values), or a single one if <paramref name="shared"/>.</param>
    /// <param name="shared">Whether one slope serves all columns.</param>
    /// <param name="y">The output panel, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref readonly float x, ref readonly float slope, bool shared, ref float y, int rows, int width) =>
        VectorWidth.Run(new ForwardBody(in x, in slope, shared, ref y, rows, width));

    /// <summary>
    /// <c>dx = dy·(x &gt; 0 ? 1 : slope)</c> and the gradient of the slope, <c>Σ dy·min(x, 0)</c>, the products exact and summed in double.
    /// </summary>
    /// <param name="x">The input panel, <c>[rows, width]</c>.</param>
    /// <param name="slope">As in <see cref="Forward"/>.</param>
    /// <param name="shared">Whether one slope serves all columns.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the input, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="dslope">
    /// Gradient of the slopes, <paramref name="width"/> values overwritten, padding 0. Not touched if <paramref name="shared"/>.
    /// </param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">How many of the panel's columns are real.</param>
    /// <returns>The sum over the real columns: this panel's part of a shared slope's gradient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Backward(
        ref readonly float x,
        ref readonly float slope,
        bool shared,
        ref readonly float dy,
        ref float dx,
        ref float dslope,
        int rows,
        int width,
        int columns) =>
        VectorWidth.Sum(new BackwardBody(in x, in slope, shared, in dy, ref dx, ref dslope, rows, width, columns));

    /// <summary>The gradient of a shared slope from the sums that <see cref="Backward"/> returned, in the order of the panels.</summary>
    /// <param name="sums">A sum a panel.</param>
    /// <param name="panels">Number of panels.</param>
    public static float SharedGradient(ref readonly float sums, int panels)
    {
        float total = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            total += Unsafe.Add(ref Unsafe.AsRef(in sums), panel);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector>(
        ref readonly float x, ref readonly float slope, bool shared, ref float y, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        for (nuint column = 0; column < (nuint)width; column += (nuint)TVector.Count)
        {
            TVector slopes = shared ? TVector.Broadcast(slope) : TVector.Load(in slope, column);
            nuint end = (nuint)rows * (nuint)width;
            for (nuint i = column; i < end; i += (nuint)width)
            {
                TVector input = TVector.Load(in x, i);
                TVector.Select(TVector.GreaterThan(input, TVector.Zero), input, input * slopes).Store(ref y, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double BackwardRun<TVector>(
        ref readonly float x,
        ref readonly float slope,
        bool shared,
        ref readonly float dy,
        ref float dx,
        ref float dslope,
        int rows,
        int width,
        int columns)
        where TVector : struct, IVector<TVector>
    {
        Span<double> sums = stackalloc double[Panel.Width];
        sums.Clear();
        TVector one = TVector.Broadcast(1f);
        for (nuint column = 0; column < (nuint)width; column += (nuint)TVector.Count)
        {
            TVector slopes = shared ? TVector.Broadcast(slope) : TVector.Load(in slope, column);
            nuint end = (nuint)rows * (nuint)width;
            for (nuint i = column; i < end; i += (nuint)width)
            {
                TVector input = TVector.Load(in x, i);
                TVector gradient = TVector.Load(in dy, i);
                TVector positive = TVector.GreaterThan(input, TVector.Zero);
                TVector negativePart = TVector.Select(positive, TVector.Zero, input);
                TVector.AddProductWidened(gradient, negativePart, ref MemoryMarshal.GetReference(sums), column);
                (gradient * TVector.Select(positive, one, slopes)).Store(ref dx, i);
            }
        }

        if (!shared)
        {
            for (int column = 0; column < width; column++)
            {
                Unsafe.Add(ref dslope, column) = column < columns ? (float)sums[column] : 0f;
            }
        }

        return PartialSums.Total(sums[..columns]);
    }

    private readonly ref struct ForwardBody(ref readonly float x, ref readonly float slope, bool shared, ref float y, int rows, int width)
        : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _slope = ref slope;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardRun<TVector>(in _x, in _slope, shared, ref _y, rows, width);
    }

    private readonly ref struct BackwardBody(
        ref readonly float x, ref readonly float slope, bool shared, ref readonly float dy, ref float dx, ref float dslope, int rows,
        int width, int columns)
        : IVectorFunction
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _slope = ref slope;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;
        private readonly ref float _dslope = ref dslope;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            BackwardRun<TVector>(in _x, in _slope, shared, in _dy, ref _dx, ref _dslope, rows, width, columns);
    }
}
