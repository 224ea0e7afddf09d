using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <content>Products of a single row, which wait for the weights rather than for multiplications: a tile as wide as can be, so that they are read in order.</content>
public static partial class DenseProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRow<TVector, TEpilogue>(
        ref readonly float x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int inputs,
        int width,
        TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (TVector.IsReproducible)
        {
            MultiplyRowInOrder<TVector, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else if (width % FourVectors<TVector>.Columns == 0)
        {
            MultiplyRowTiles<FourVectors<TVector>, TwoRows, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else if (TVector.Count < Simd512.Count)
        {
            MultiplyRowTiles<TwoVectors<TVector>, SixRows, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else if (width == Panel.Width)
        {
            MultiplyRowTiles<TwoVectors<TVector>, EightRows, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else
        {
            MultiplyRowTiles<OneVector<TVector>, EightRows, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
    }

    /// <summary>One accumulator a column, as in a product of several rows: the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRowInOrder<TVector, TEpilogue>(
        ref readonly float x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int inputs,
        int width,
        TEpilogue epilogue)
        where TVector : struct, IVector<TVector>
        where TEpilogue : struct, ITileEpilogue
    {
        if (width % FourVectors<TVector>.Columns == 0)
        {
            MultiplyRowTiles<FourVectors<TVector>, OneRow, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else if (width % TwoVectors<TVector>.Columns == 0)
        {
            MultiplyRowTiles<TwoVectors<TVector>, OneRow, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
        else
        {
            MultiplyRowTiles<OneVector<TVector>, OneRow, TEpilogue>(in x, in weights, in bias, ref y, inputs, width, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyRowTiles<TRow, THeight, TEpilogue>(
        ref readonly float x,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        int inputs,
        int width,
        TEpilogue epilogue)
        where TRow : struct, ITileRow<TRow>
        where THeight : struct, ITileHeight
        where TEpilogue : struct, ITileEpilogue
    {
        for (int column = 0; column < width; column += TRow.Columns)
        {
            ref float w = ref Unsafe.Add(ref Unsafe.AsRef(in weights), (nuint)column);
            ref float start = ref Unsafe.IsNullRef(in bias)
                ? ref Unsafe.NullRef<float>()
                : ref Unsafe.Add(ref Unsafe.AsRef(in bias), (nuint)column);
            ref float tile = ref Unsafe.Add(ref y, (nuint)column);
            RegisterTile<TRow, THeight>.MultiplyRow(in x, in w, in start, ref tile, inputs, (nuint)width, epilogue);
        }
    }
}
