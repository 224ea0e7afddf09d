using System.Globalization;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Counts comparisons, and knows how sharp they were and how close the closest came to failing.</summary>
internal sealed class Tally
{
    public long Networks { get; set; }

    /// <summary>Optimizer steps.</summary>
    public long Steps { get; set; }

    public long Values { get; private set; }

    public long Close { get; set; }

    /// <summary>Columns compared, and those among them whose bound is at most a ten-thousandth of the largest value.</summary>
    public long Columns { get; private set; }

    public long SharpColumns { get; private set; }

    /// <summary>The largest difference, as a share of its bound, and where.</summary>
    public double Worst { get; private set; }

    public string WorstName { get; private set; } = "";

    /// <summary>Checks values column by column.</summary>
    public void Compare(string name, ReadOnlySpan<float> actual, (double[] Values, double[] Bounds, int Columns) expected, int firstRow = 0)
    {
        int offset = firstRow * expected.Columns;
        for (int i = 0; i < actual.Length; i++)
        {
            Compare(name, i, actual[i], expected.Values[i + offset], expected.Bounds[i % expected.Columns]);
        }

        for (int column = 0; column < expected.Columns; column++)
        {
            double size = 0;
            for (int i = column; i < actual.Length; i += expected.Columns)
            {
                size = Math.Max(size, Math.Abs(expected.Values[i + offset]));
            }

            Columns++;
            SharpColumns += expected.Bounds[column] <= 1e-4 * size ? 1 : 0;
        }
    }

    public void Compare(string name, int index, double actual, double expected, double bound)
    {
        Values++;
        double share = Math.Abs(actual - expected) / bound;
        if (!(share <= 1))
        {
            throw new DifferenceException(
                $"{name}[{index}] is {actual:R}, expected {expected:R}: a difference of {actual - expected:E2}, {bound:E2} is allowed");
        }

        if (share > Worst)
        {
            (Worst, WorstName) = (share, name);
        }
    }

    /// <summary>Checks that two results are the same bits.</summary>
    public void CompareBits(string name, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        Values += actual.Length;
        for (int i = 0; i < actual.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(actual[i]) != BitConverter.SingleToInt32Bits(expected[i]))
            {
                throw new DifferenceException($"{name}[{i}] is {actual[i]:R}, and {expected[i]:R} otherwise");
            }
        }
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Networks} networks, {Steps} steps, {Values:N0} values compared, {(double)SharpColumns / Columns:P1} of columns to 1e-4 of "
            + $"their size or better, {Close} values too close to a kink; the largest difference was {Worst:P1} of what is allowed ({WorstName})");
}
