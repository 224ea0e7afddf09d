using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Dropout: every value is zeroed with probability <c>rate</c> and scaled by <c>1/(1 − rate)</c> otherwise. Srivastava, Hinton, Krizhevsky,
/// Sutskever and Salakhutdinov, "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutKernel
{
    /// <summary>
    /// Draws a mask: <c>1/(1 − rate)</c> where draw <c>row·columns + column</c> of the stream, <see cref="Philox.Uniform"/>, is at least
    /// <paramref name="rate"/>, and 0 elsewhere. It depends neither on the layout nor on the processor.
    /// </summary>
    /// <param name="mask">All panels of <c>[rows, columns]</c>, overwritten, padding with anything.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rate">The fraction to drop, in [0, 1); at 0 the mask is all ones.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream, which nothing else should draw from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mask(ref float mask, int rows, int columns, float rate, ulong seed, ulong stream) =>
        Mask(ref mask, rows, columns, rate, 1 / (1 - rate), seed, stream);

    /// <summary>The same mask with <paramref name="kept"/> in place of <c>1/(1 − rate)</c>.</summary>
    /// <param name="mask">All panels of <c>[rows, columns]</c>, overwritten, padding with anything.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="rate">The fraction to drop, in [0, 1).</param>
    /// <param name="kept">The mask of what is kept.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream, which nothing else should draw from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mask(ref float mask, int rows, int columns, float rate, float kept, ulong seed, ulong stream) =>
        VectorWidth.Run(new MaskBody(ref mask, rows, columns, new MaskDraw(rate, kept), seed, stream));

    /// <summary>
    /// <c>y = x·mask</c>: the layer, and, with gradients for <paramref name="x"/> and <paramref name="y"/>, its backward pass.
    /// </summary>
    /// <param name="x"><paramref name="count"/> values.</param>
    /// <param name="mask">The mask, <paramref name="count"/> values.</param>
    /// <param name="y"><paramref name="count"/> values, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref readonly float x, ref readonly float mask, ref float y, int count) =>
        VectorWidth.Run(new MultiplyBody(in x, in mask, ref y, count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MultiplyRun<TVector>(ref readonly float x, ref readonly float mask, ref float y, int count)
        where TVector : struct, IVector<TVector>
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            (TVector.Load(in x, i) * TVector.Load(in mask, i)).Store(ref y, i);
        }
    }

    private readonly ref struct MaskBody(ref float mask, int rows, int columns, MaskDraw draw, ulong seed, ulong stream) : IVectorBody
    {
        private readonly ref float _mask = ref mask;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            PanelDraws.Run<TVector, MaskDraw>(ref _mask, rows, columns, draw, seed, stream);
    }

    private readonly ref struct MultiplyBody(ref readonly float x, ref readonly float mask, ref float y, int count) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _mask = ref mask;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            MultiplyRun<TVector>(in _x, in _mask, ref _y, count);
    }
}
