namespace StaticNet.Tests.Training;

public sealed class TrainingBatchesTests
{
    [Theory]
    [InlineData(10, 5, "5 5")]
    [InlineData(11, 5, "5 5 1")]
    [InlineData(12, 5, "5 5 2")]
    [InlineData(3, 5, "3")]
    [InlineData(1, 5, "1")]
    [InlineData(3, 1, "1 1 1")]
    [InlineData(3, int.MaxValue, "3")]
    public void Batches_are_full_but_the_last(int rows, int batchSize, string expected) => AssertSizes(rows, batchSize, expected);

    [Theory]
    [InlineData(10, 5, "5 5")]
    [InlineData(11, 5, "5 3 3")]
    [InlineData(13, 4, "4 4 3 2")]
    [InlineData(12, 5, "5 5 2")]
    [InlineData(6, 5, "3 3")]
    [InlineData(4, 3, "2 2")]
    [InlineData(3, 2, "3")]
    [InlineData(5, 2, "2 3")]
    [InlineData(4, 2, "2 2")]
    [InlineData(2, 2, "2")]
    [InlineData(2, 5, "2")]
    [InlineData(3, int.MaxValue, "3")]
    public void A_single_last_row_shares_the_batch_before_it(int rows, int batchSize, string expected) =>
        AssertSizes(rows, batchSize, expected, avoidSingle: true);

    [Theory]
    [InlineData(10, 5, "5 5")]
    [InlineData(11, 5, "5 5")]
    [InlineData(14, 5, "5 5")]
    [InlineData(3, 5, "")]
    public void Dropping_the_last_leaves_full_batches(int rows, int batchSize, string expected)
    {
        AssertSizes(rows, batchSize, expected, dropLast: true);
        AssertSizes(rows, batchSize, expected, dropLast: true, avoidSingle: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_single_row_cannot_be_paired(bool streamed)
    {
        using TrainingBatches batches = Batches(TestData.Numbered(1), 5, streamed, avoidSingle: true, dropLast: false);
        batches.Begin(BatchOrder.Sequential);
        Assert.Contains("single row", Assert.Throws<ArgumentException>(() => batches.Next()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_beyond_an_array_are_refused()
    {
        var data = new StreamedDataSet(TestData.Numbered(3));
        Assert.Throws<ArgumentException>(() => new TrainingBatches(data, int.MaxValue, avoidSingle: true, dropLast: false));
    }

    [Fact]
    public void Targets_stay_with_their_rows()
    {
        MemoryDataSet data = TestData.Line(11);
        using var batches = new TrainingBatches(data, 4, avoidSingle: true, dropLast: false);
        batches.Begin(new BatchOrder(Shuffle: true, Seed: 5, Epoch: 0));
        int rows = 0;
        while (batches.Next())
        {
            Assert.True(batches.Labels.IsEmpty);
            for (int row = 0; row < batches.Rows; row++)
            {
                Assert.Equal((2 * batches.FeaturesOf(row)[0]) - batches.FeaturesOf(row)[1] + 0.5f, batches.Targets.Span[row], 1e-6f);
            }

            rows += batches.Rows;
        }

        Assert.Equal(11, rows);
    }

    private static void AssertSizes(int rows, int batchSize, string expected, bool avoidSingle = false, bool dropLast = false)
    {
        foreach (bool streamed in (bool[])[false, true])
        {
            if (streamed && batchSize == int.MaxValue)
            {
                continue;
            }

            using TrainingBatches batches = Batches(TestData.Numbered(rows), batchSize, streamed, avoidSingle, dropLast);
            for (int pass = 0; pass < 2; pass++)
            {
                var sizes = new List<int>();
                int row = 0;
                batches.Begin(BatchOrder.Sequential);
                while (batches.Next())
                {
                    sizes.Add(batches.Rows);
                    Assert.InRange(batches.Rows, 1, batches.MaximumRows);
                    for (int i = 0; i < batches.Rows; i++, row++)
                    {
                        Assert.Equal(row, batches.FeaturesOf(i)[0]);
                        Assert.Equal(row % 2, batches.Labels.Span[i]);
                    }
                }

                Assert.Equal(expected, string.Join(' ', sizes));
                Assert.Equal(sizes.Count, batches.StepsOf(rows));
            }
        }
    }

    private static TrainingBatches Batches(MemoryDataSet data, int batchSize, bool streamed, bool avoidSingle, bool dropLast) =>
        new(streamed ? new StreamedDataSet(data) : data, batchSize, avoidSingle, dropLast);
}
