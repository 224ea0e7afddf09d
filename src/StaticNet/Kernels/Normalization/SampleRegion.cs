using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>The values that one mean and deviation belong to: some neighbouring rows, and of these the columns of one group.</summary>
/// <param name="firstRow">The first row.</param>
/// <param name="positions">Number of rows.</param>
/// <param name="start">The first column.</param>
/// <param name="end">The column after the last.</param>
/// <param name="rows">Rows of the matrix.</param>
/// <param name="columns">Columns of the matrix.</param>
internal readonly struct SampleRegion(int firstRow, int positions, int start, int end, int rows, int columns)
{
    /// <summary>Vectors of one lane that are added up in single precision before they go to a sum in double.</summary>
    private const int BlockTerms = 32;

    public int FirstRow => firstRow;

    public int Positions => positions;

    public int Start => start;

    public int End => end;

    /// <summary>Number of values.</summary>
    public double Count => (double)positions * (end - start);

    public nuint Offset(int row, int column) => (nuint)Panel.Offset(row, column, rows, columns);

    /// <summary>Whether all lanes of the vector at <paramref name="column"/> belong to the region.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HoldsAll<TVector>(int column)
        where TVector : struct, IVector<TVector> =>
        column >= start && column + TVector.Count <= end;

    /// <summary><paramref name="inside"/> in the lanes of the vector at <paramref name="column"/> that belong to the region, else <paramref name="outside"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Select<TVector>(int column, TVector inside, TVector outside)
        where TVector : struct, IVector<TVector> =>
        HoldsAll<TVector>(column)
            ? inside
            : TVector.Select(TVector.FirstLanes(end - column), TVector.Select(TVector.FirstLanes(start - column), outside, inside), outside);

    /// <summary>
    /// The sum of a term over the region, column c in sum <c>c mod 16</c> whatever the width of a register, so that it has the same bits at
    /// every width.
    /// </summary>
    /// <param name="term">The term.</param>
    /// <param name="sums">Room for the sixteen sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Sum<TVector, TTerm>(scoped in TTerm term, ref double sums)
        where TVector : struct, IVector<TVector>
        where TTerm : struct, ISampleTerm, allows ref struct
    {
        for (int lane = 0; lane < LaneSums.Count; lane++)
        {
            Unsafe.Add(ref sums, lane) = 0;
        }

        int first = start - (start % LaneSums.Count);
        for (int lane = 0; lane < LaneSums.Count; lane += TVector.Count)
        {
            TVector sum = TVector.Zero;
            int terms = 0;
            for (int row = firstRow; row < firstRow + positions; row++)
            {
                for (int column = first + lane; column < end; column += LaneSums.Count)
                {
                    sum += Select(column, term.At<TVector>(Offset(row, column), (nuint)column), TVector.Zero);
                    if (++terms == BlockTerms)
                    {
                        TVector.AddWidened(sum, ref sums, (nuint)lane);
                        sum = TVector.Zero;
                        terms = 0;
                    }
                }
            }

            TVector.AddWidened(sum, ref sums, (nuint)lane);
        }

        double total = 0;
        for (int lane = 0; lane < LaneSums.Count; lane++)
        {
            total += Unsafe.Add(ref sums, lane);
        }

        return total;
    }
}

/// <summary>A term of a sum over a region.</summary>
internal interface ISampleTerm
{
    /// <summary>The terms of the values at <paramref name="offset"/>, which stand in column <paramref name="column"/> and those after it.</summary>
    TVector At<TVector>(nuint offset, nuint column)
        where TVector : struct, IVector<TVector>;
}
