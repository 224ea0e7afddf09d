using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Chooses the <see cref="RegisterTile{TRow, THeight}"/> that has as many rows as there are to compute.</summary>
/// <typeparam name="TRow">The columns of the tile.</typeparam>
internal static class RegisterTiles<TRow>
    where TRow : struct, ITileRow<TRow>
{
    /// <summary><c>y = x·weights + bias</c> for 1 to 8 rows of <paramref name="x"/> from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TEpilogue>(
        in MatrixView x,
        int first,
        int rows,
        ref readonly float weights,
        ref readonly float bias,
        ref float y,
        nuint width,
        TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue
    {
        switch (rows)
        {
            case 8:
                RegisterTile<TRow, EightRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 7:
                RegisterTile<TRow, SevenRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 6:
                RegisterTile<TRow, SixRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 5:
                RegisterTile<TRow, FiveRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 4:
                RegisterTile<TRow, FourRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 3:
                RegisterTile<TRow, ThreeRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            case 2:
                RegisterTile<TRow, TwoRows>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
            default:
                RegisterTile<TRow, OneRow>.Multiply(in x, first, in weights, in bias, ref y, width, epilogue);
                break;
        }
    }
}
