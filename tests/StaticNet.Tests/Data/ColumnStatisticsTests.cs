namespace StaticNet.Tests.Data;

public sealed class ColumnStatisticsTests
{
    [Fact]
    public void Figures_are_those_of_the_textbook()
    {
        ColumnSummary column = ColumnStatistics.Of(Single(2, 4, 4, 4, 5, 5, 7, 9)).Columns[0];
        Assert.Equal(8, column.Count);
        Assert.Equal(5, column.Mean);
        Assert.Equal(2, column.Deviation, 1e-14);
        Assert.Equal(Math.Sqrt(32.0 / 7), column.SampleDeviation, 1e-14);
        Assert.Equal((2, 4, 4.5, 5.5, 9), (column.Minimum, column.LowerQuartile, column.Median, column.UpperQuartile, column.Maximum));
        Assert.Equal(0.65625, column.Skewness, 1e-14);
        Assert.Equal(2.78125 - 3, column.ExcessKurtosis, 1e-14);
        Assert.Equal(0.4, column.CoefficientOfVariation, 1e-14);
        Assert.Equal(3.0 / 8, column.LargestShare);
    }

    [Fact]
    public void Large_means_cancel_nothing()
    {
        float[] far = [.. new float[] { 2, 4, 4, 4, 5, 5, 7, 9 }.Select(static value => value + 1e6f)];
        ColumnSummary column = ColumnStatistics.Of(Single(far)).Columns[0];
        Assert.Equal(2, column.Deviation, 1e-9);
        Assert.Equal(0.65625, column.Skewness, 1e-9);
        Assert.Equal(-0.21875, column.ExcessKurtosis, 1e-9);
    }

    [Fact]
    public void Moments_agree_with_two_passes_over_random_values()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 5000).Select(_ => (float)Math.Exp(random.NextDouble() * 3))];
        ColumnSummary column = ColumnStatistics.Of(Single(values)).Columns[0];
        double mean = values.Average(static value => (double)value);
        double Moment(int power) => values.Average(value => Math.Pow(value - mean, power));
        Assert.Equal(mean, column.Mean, 1e-12 * mean);
        Assert.Equal(Math.Sqrt(Moment(2)), column.Deviation, 1e-11);
        Assert.Equal(Moment(3) / Math.Pow(Moment(2), 1.5), column.Skewness, 1e-10);
        Assert.Equal((Moment(4) / (Moment(2) * Moment(2))) - 3, column.ExcessKurtosis, 1e-10);
    }

    [Fact]
    public void Streamed_data_give_what_data_in_memory_give()
    {
        MemoryDataSet data = TestData(3000);
        string inMemory = ColumnStatistics.Of(data).ToString();
        Assert.Equal(inMemory, ColumnStatistics.Of(new Training.StreamedDataSet(data)).ToString());
    }

    [Fact]
    public void What_is_likely_to_trouble_training_is_said()
    {
        var random = new Random(1);
        var features = new float[200 * 6];
        for (int row = 0; row < 200; row++)
        {
            float noise = (float)random.NextDouble();
            new[] { noise, 7, row == 17 ? 1 : 0, 50_000 + noise, 3000 * noise, row < 5 ? float.NaN : noise }.CopyTo(features.AsSpan(row * 6));
        }

        MemoryDataSet data = DataSet.FromArrays(features, 6, new int[200], 2, allowNonFinite: true);
        string[] names = ["fine", "constant", "flag", "far", "wide", "gaps"];
        ColumnStatistics statistics = ColumnStatistics.Of(data, names);
        Assert.Equal(5, statistics.Warnings.Count);
        Assert.Equal("column constant is always 7: leave it out.", statistics.Warnings[0]);
        Assert.StartsWith("column flag has one value in 99.5 % of all rows", statistics.Warnings[1], StringComparison.Ordinal);
        Assert.StartsWith("column far has mean 50000", statistics.Warnings[2], StringComparison.Ordinal);
        Assert.StartsWith("column gaps misses 5 of 200 values", statistics.Warnings[3], StringComparison.Ordinal);
        Assert.StartsWith("columns differ wildly in scale, from flag", statistics.Warnings[4], StringComparison.Ordinal);
        Assert.Equal((195L, 5L), (statistics.Columns[5].Count, statistics.Columns[5].Missing));
        Assert.EndsWith(statistics.Warnings[4] + "\n", statistics.ToString(), StringComparison.Ordinal);
        Assert.Empty(ColumnStatistics.Of(Single(1, 2, 3, 5)).Warnings);
    }

    [Fact]
    public void A_table_has_a_row_a_column()
    {
        string[] lines = ColumnStatistics.Of(Single(2, 4, 4, 4, 5, 5, 7, 9), ["mark"]).ToString().Split('\n');
        Assert.Equal("column  count  missing  mean  deviation  (n - 1)  least  25 %  median  75 %  largest     skew  kurtosis  variation", lines[0]);
        Assert.Equal("mark        8        0     5          2   2.1381      2     4     4.5   5.5        9  0.65625  -0.21875        0.4", lines[1]);
    }

    [Fact]
    public void Odd_columns_have_no_figures_rather_than_wrong_ones()
    {
        MemoryDataSet data = DataSet.FromArrays([3, float.NaN], 2, [0], 2, allowNonFinite: true);
        IReadOnlyList<ColumnSummary> columns = ColumnStatistics.Of(data).Columns;
        Assert.Equal((3, 0), (columns[0].Mean, columns[0].Deviation));
        Assert.True(double.IsNaN(columns[0].SampleDeviation) && double.IsNaN(columns[0].Skewness));
        Assert.True(double.IsNaN(columns[1].Mean) && double.IsNaN(columns[1].Median) && double.IsNaN(columns[1].Deviation));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Contains(
            "Expected 1 names, one a feature, found 2",
            Assert.Throws<ArgumentException>(() => ColumnStatistics.Of(Single(1, 2), ["a", "b"])).Message,
            StringComparison.Ordinal);
        MemoryDataSet infinite = DataSet.FromArrays([1, float.PositiveInfinity], 1, [0, 0], 2, allowNonFinite: true);
        Assert.Contains("Row 1, column 0", Assert.Throws<ArgumentException>(() => ColumnStatistics.Of(infinite)).Message, StringComparison.Ordinal);
    }

    private static MemoryDataSet Single(params float[] values) => DataSet.FromArrays(values, 1, new int[values.Length], 2);

    private static MemoryDataSet TestData(int rows)
    {
        var random = new Random(4);
        return DataSet.FromArrays([.. Enumerable.Range(0, rows * 3).Select(_ => random.NextSingle())], 3, new int[rows], 2);
    }
}
