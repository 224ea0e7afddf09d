namespace StaticNet.Tests.Training.Quantization;

public sealed class CalibrationRowsTests
{
    private static readonly NetworkLayout _layout = LinearNetwork.LayoutOf(3, 2);

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void At_most_1024_rows_are_read_spread_over_the_data(int count)
    {
        MemoryDataSet data = Data(count, out _);
        Check(CalibrationRows.Read(_layout, data, "data"), Math.Min(count, 1024));
        float[] streamed = CalibrationRows.Read(_layout, new StreamedDataSet(data), "data");
        Check(streamed, Math.Min(count, 513));

        void Check(float[] rows, int least)
        {
            float[] first = [.. rows.Where((_, i) => i % _layout.InputSize == 0)];
            Assert.InRange(first.Length, least, 1024);
            Assert.Equal(0, first[0]);
            Assert.InRange(first[^1], count - 1 - (2.0 * count / first.Length), count - 1);
            double[] steps = [.. first.Skip(1).Zip(first, static (next, before) => (double)next - before)];
            Assert.All(steps, step => Assert.InRange(step, 1, Math.Ceiling(2.0 * count / first.Length)));
        }
    }

    [Fact]
    public void NaN_is_named_by_row_and_feature()
    {
        Data(50, out float[] features);
        features[(7 * _layout.InputSize) + 1] = float.NaN;
        var data = DataSet.FromArrays(features, _layout.InputSize, new int[50], 2, allowNonFinite: true);
        var problem = Assert.Throws<ArgumentException>(() => CalibrationRows.Read(_layout, data, "calibration"));
        Assert.Contains("feature 1 of row 7", problem.Message, StringComparison.Ordinal);
        Assert.Equal("calibration", problem.ParamName);
    }

    [Fact]
    public void Rows_of_another_width_are_refused()
    {
        var data = DataSet.FromArrays(new float[10 * (_layout.InputSize + 1)], _layout.InputSize + 1, new int[10], 2);
        Assert.Throws<ArgumentException>(() => CalibrationRows.Read(_layout, data, "calibration"));
    }

    /// <summary>The first feature of each row is its number.</summary>
    private static MemoryDataSet Data(int count, out float[] features)
    {
        features = new float[count * _layout.InputSize];
        for (int row = 0; row < count; row++)
        {
            features[row * _layout.InputSize] = row;
        }

        return DataSet.FromArrays(features, _layout.InputSize, new int[count], 2);
    }
}
