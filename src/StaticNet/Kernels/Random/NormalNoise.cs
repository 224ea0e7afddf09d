using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Normal noise for training, the same bits on every processor and for any layout.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NormalNoise
{
    /// <summary>Draws normal values, those of row and column from draw <c>row·columns + column</c> of the stream and another of its group.</summary>
    /// <param name="noise">All panels of <c>[rows, columns]</c>, overwritten, padding with anything.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation, 0 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream, which nothing else should draw from.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw(ref float noise, int rows, int columns, float mean, float deviation, ulong seed, ulong stream) =>
        VectorWidth.Run(new DrawBody(ref noise, rows, columns, new NormalDraw(mean, deviation), seed, stream), Arithmetic.Reproducible);

    private readonly ref struct DrawBody(ref float noise, int rows, int columns, NormalDraw draw, ulong seed, ulong stream) : IVectorBody
    {
        private readonly ref float _noise = ref noise;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            PanelDraws.Run<TVector, NormalDraw>(ref _noise, rows, columns, draw, seed, stream);
    }
}
