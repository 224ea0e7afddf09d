using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// An activation over whole panels, padding included: what stands in the padding does not influence other values. Nothing is checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationKernel
{
    /// <summary><c>y = f(x)</c>.</summary>
    /// <param name="activation">The function f.</param>
    /// <param name="x"><paramref name="count"/> values.</param>
    /// <param name="y"><paramref name="count"/> values, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation>(
        TActivation activation, ref readonly float x, ref float y, int count, Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(new ForwardBody<TActivation>(activation, in x, ref y, count), arithmetic);

    /// <summary><c>dx = dy·f′(x)</c>.</summary>
    /// <param name="activation">The function f.</param>
    /// <param name="x"><paramref name="count"/> inputs; not read where <see cref="IActivation.UsesInput"/> is false.</param>
    /// <param name="y"><paramref name="count"/> outputs, <c>f(x)</c>.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TActivation>(
        TActivation activation,
        ref readonly float x,
        ref readonly float y,
        ref readonly float dy,
        ref float dx,
        int count,
        Arithmetic arithmetic = Arithmetic.Fastest)
        where TActivation : struct, IActivation =>
        VectorWidth.Run(new BackwardBody<TActivation>(activation, in x, in y, in dy, ref dx, count), arithmetic);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector, TActivation>(TActivation activation, ref readonly float x, ref float y, int count)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            activation.Forward(TVector.Load(in x, i)).Store(ref y, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRun<TVector, TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int count)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector input = TActivation.UsesInput ? TVector.Load(in x, i) : TVector.Zero;
            activation.Gradient(TVector.Load(in dy, i), input, TVector.Load(in y, i)).Store(ref dx, i);
        }
    }

    private readonly ref struct ForwardBody<TActivation>(TActivation activation, ref readonly float x, ref float y, int count) : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            ForwardRun<TVector, TActivation>(activation, in _x, ref _y, count);
    }

    private readonly ref struct BackwardBody<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int count)
        : IVectorBody
        where TActivation : struct, IActivation
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _dx = ref dx;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            BackwardRun<TVector, TActivation>(activation, in _x, in _y, in _dy, ref _dx, count);
    }
}
