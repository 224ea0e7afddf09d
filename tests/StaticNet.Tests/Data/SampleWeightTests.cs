namespace StaticNet.Tests.Data;

public sealed class SampleWeightTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parts_of_data_keep_the_weights_of_their_rows()
    {
        MemoryDataSet data = Numbered(12);
        Assert.True(data.HasWeights);
        AssertOwnWeights(data.Slice(3, 5));
        AssertOwnWeights(data.Slice(3, 5).Slice(1, 2));
        AssertOwnWeights(data.Select([7, 0, 7, 11]));
        AssertOwnWeights(data.ToOneHot());
        (MemoryDataSet train, MemoryDataSet validation, MemoryDataSet test) = data.Split(0.5, 0.25, 0.25, seed: 3);
        AssertOwnWeights(train);
        AssertOwnWeights(validation);
        AssertOwnWeights(test);
        AssertOwnWeights(DataSet.FromArrays([0f, 1, 2], 1, [0f, 0, 0], 1).WithSampleWeights([0.5f, 1.5f, 2.5f]).Select([2, 1]));
        Assert.False(TestDataOf(3).HasWeights);
        Assert.True(TestDataOf(3).Weights.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batches_bring_the_weights_of_their_rows(bool shuffle)
    {
        foreach (DataSet data in new DataSet[] { Numbered(11), new Training.StreamedDataSet(Numbered(11)) })
        {
            using var batches = new TrainingBatches(data, 5, avoidSingle: true, dropLast: false);
            int rows = 0;
            for (batches.Begin(new BatchOrder(shuffle, 9, 1)); batches.Next(); rows += batches.Rows)
            {
                Assert.Equal(batches.Rows, batches.Weights.Length);
                for (int row = 0; row < batches.Rows; row++)
                {
                    Assert.Equal(batches.FeaturesOf(row)[0] + 0.5f, batches.Weights.Span[row]);
                }
            }

            Assert.Equal(11, rows);
        }
    }

    [Fact]
    public void Readers_of_data_without_weights_say_1()
    {
        using BatchReader reader = TestDataOf(3).OpenReader(BatchOrder.Sequential);
        var weights = new float[4];
        Assert.Equal(3, reader.ReadWeighted(4, new float[4], new int[4], [], weights));
        Assert.Equal([1, 1, 1, 0], weights);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_column_of_a_file_holds_weights(bool shuffle)
    {
        string path = _folder.Write("weighted.csv", "weight,x,class\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{i}.5,{i},{i % 2}\n")));
        var options = new CsvOptions { ClassCount = 2, WeightColumn = "weight", ShuffleWindow = 4 };
        AssertOwnWeights(CsvDataSet.Load(path, options));
        CsvDataSet data = CsvDataSet.Open(path, options);
        Assert.Equal(1, data.FeatureCount);
        using BatchReader reader = data.OpenReader(new BatchOrder(shuffle, 5, 0));
        var features = new float[9];
        var weights = new float[9];
        Assert.Equal(9, reader.ReadWeighted(9, features, new int[9], [], weights));
        Assert.Equal(Array.ConvertAll(features, static value => value + 0.5f), weights);
        reader.Restart(BatchOrder.Sequential);
        Assert.Equal(9, reader.Read(9, features, new int[9], []));
    }

    [Theory]
    [InlineData("-1", "line 2, column 1 ('weight'): expected a weight that is a finite number of at least 0, found '-1'")]
    [InlineData("NaN", "found 'NaN'")]
    [InlineData("", "found nothing")]
    public void A_field_that_is_no_weight_is_refused(string field, string message)
    {
        string path = _folder.Write("weighted.csv", $"weight,x,class\n{field},1,0\n");
        var exception = Assert.Throws<InvalidDataException>(
            () => CsvDataSet.Load(path, new CsvOptions { ClassCount = 2, WeightColumn = "weight" }));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new float[] { 1, 2 }, "Expected a weight for each of 3 rows, found 2 weights.")]
    [InlineData(new float[] { 1, -0.5f, 2 }, "Row 1: expected a weight that is a finite number of at least 0, found -0.5.")]
    [InlineData(new float[] { 1, 2, float.NaN }, "Row 2")]
    [InlineData(new float[] { float.PositiveInfinity, 2, 1 }, "Row 0")]
    [InlineData(new float[] { 0, 0, 0 }, "nothing would be learned")]
    public void Weights_that_make_no_sense_are_refused(float[] weights, string message) =>
        Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => TestDataOf(3).WithSampleWeights(weights)).Message, StringComparison.Ordinal);

    [Fact]
    public void Balanced_classes_weigh_alike()
    {
        double[] weights = ClassWeights.Balanced(DataSet.FromArrays(new float[6], 1, [0, 0, 0, 0, 2, 2], 4));

        // 6/(2·4) and 6/(2·2); classes that do not occur weigh 1.
        Assert.Equal([0.75, 1, 1.5, 1], weights);
        MemoryDataSet data = TestDataOf(7);
        Assert.Equal([7.0 / 8, 7.0 / 6], ClassWeights.Balanced(data));
        Assert.Equal(ClassWeights.Balanced(data), ClassWeights.Balanced(data.ToOneHot()));
        Assert.Equal(ClassWeights.Balanced(data), ClassWeights.Balanced(new Training.StreamedDataSet(data)));
        Assert.Equal([2, 2.0 / 3], ClassWeights.Balanced(DataSet.FromArrays(new float[4], 1, [1f, 0.5f, 0.4f, 1f], 1)));
        Assert.Throws<ArgumentException>(() => ClassWeights.Balanced(data.Slice(0, 0)));
    }

    private static void AssertOwnWeights(MemoryDataSet data)
    {
        for (int row = 0; row < data.Count; row++)
        {
            Assert.Equal(data.Row(row)[0] + 0.5f, data.Weights[row]);
        }

        Assert.Equal(data.Count, data.Weights.Length);
    }

    private static MemoryDataSet Numbered(int rows) =>
        TestDataOf(rows).WithSampleWeights([.. Enumerable.Range(0, rows).Select(static row => row + 0.5f)]);

    private static MemoryDataSet TestDataOf(int rows) =>
        DataSet.FromArrays(
            [.. Enumerable.Range(0, rows).Select(static row => (float)row)], 1, [.. Enumerable.Range(0, rows).Select(static row => row % 2)], 2);
}
