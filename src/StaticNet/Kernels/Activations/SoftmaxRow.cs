using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// The passes over one row of all panels that softmax, log-softmax and cross-entropy share. Padding never enters a result.
/// </summary>
internal static class SoftmaxRow
{
    /// <summary>
    /// Columns that are added up on their own, 32 a lane: wide rows hold many equal terms, and adding thousands of these one by one rounds the same
    /// way each time.
    /// </summary>
    private const int BlockColumns = 32 * LaneSums.Count;

    /// <summary>The largest value of the row; where one is NaN, any of them: the sum of exponentials is NaN then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Maximum<TVector>(ref readonly float x, int row, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        TVector lowest = TVector.Broadcast(float.NegativeInfinity);
        TVector largest = lowest;
        for (int column = 0; column < columns; column += TVector.Count)
        {
            TVector values = TVector.Load(in x, (nuint)Panel.Offset(row, column, rows, columns));
            largest = TVector.GreaterOr(largest, TVector.Select(TVector.FirstLanes(columns - column), values, lowest));
        }

        return TVector.Max(largest);
    }

    /// <summary>Σ e^(x − maximum) over the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExponentialSum<TVector>(ref readonly float x, float maximum, int row, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        TVector shift = TVector.Broadcast(maximum);
        LaneSums sums = default;
        for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
        {
            TVector sum = TVector.Zero;
            for (int block = lane; block < columns; block += BlockColumns)
            {
                TVector part = TVector.Zero;
                int end = Math.Min(columns, block + BlockColumns);
                for (int column = block; column < end; column += LaneSums.Count)
                {
                    TVector values = TVector.Load(in x, (nuint)Panel.Offset(row, column, rows, columns));
                    part += TVector.Where(TVector.FirstLanes(columns - column), VectorMath.Exp(values - shift));
                }

                sum += part;
            }

            sums.Set(lane, sum);
        }

        return sums.Total<TVector>();
    }

    /// <summary>Σ e^(x − maximum) over the row, the terms written to <paramref name="y"/>, which may be <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exponentials<TVector>(ref readonly float x, ref float y, float maximum, int row, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        TVector shift = TVector.Broadcast(maximum);
        LaneSums sums = default;
        for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
        {
            TVector sum = TVector.Zero;
            for (int block = lane; block < columns; block += BlockColumns)
            {
                TVector part = TVector.Zero;
                int end = Math.Min(columns, block + BlockColumns);
                for (int column = block; column < end; column += LaneSums.Count)
                {
                    nuint offset = (nuint)Panel.Offset(row, column, rows, columns);
                    TVector exponential = VectorMath.Exp(TVector.Load(in x, offset) - shift);
                    exponential.Store(ref y, offset);
                    part += TVector.Where(TVector.FirstLanes(columns - column), exponential);
                }

                sum += part;
            }

            sums.Set(lane, sum);
        }

        return sums.Total<TVector>();
    }
}
