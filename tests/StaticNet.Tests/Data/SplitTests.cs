namespace StaticNet.Tests.Data;

public sealed class SplitTests
{
    private static MemoryDataSet Classes(params int[] rowsPerClass)
    {
        int[] labels = [.. rowsPerClass.SelectMany((rows, label) => Enumerable.Repeat(label, rows))];
        return DataSet.FromArrays([.. labels.Select((_, row) => (float)row)], 1, labels, rowsPerClass.Length);
    }

    private static int[] Rows(MemoryDataSet data) => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.Row(row)[0])];

    private static int[] PerClass(MemoryDataSet data) =>
        [.. Enumerable.Range(0, data.ClassCount).Select(label => data.Labels.ToArray().Count(other => other == label))];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_parts_hold_every_row_once(bool stratified)
    {
        DataSplit split = Classes(20, 31, 6).Split(0.6, 0.25, 0.15, seed: 3, stratified);

        Assert.Equal(Enumerable.Range(0, 57), Rows(split.Train).Concat(Rows(split.Validation)).Concat(Rows(split.Test)).Order());
        Assert.Equal([34, 14, 9], new[] { split.Train.Count, split.Validation.Count, split.Test.Count });
        Assert.All([split.Train, split.Validation, split.Test], part => Assert.Equal(3, part.ClassCount));
    }

    [Fact]
    public void A_stratified_split_keeps_the_proportions_of_the_classes()
    {
        DataSplit split = Classes(100, 50, 10).Split(0.7, 0.2, 0.1, seed: 1);

        Assert.Equal([70, 35, 7], PerClass(split.Train));
        Assert.Equal([20, 10, 2], PerClass(split.Validation));
        Assert.Equal([10, 5, 1], PerClass(split.Test));
    }

    [Fact]
    public void Shares_that_do_not_come_out_even_are_rounded_by_the_largest_remainder()
    {
        int[] rowsPerClass = [7, 5, 3, 3, 11, 2, 5];
        DataSplit split = Classes(rowsPerClass).Split(0.5, 0.3, 0.2, seed: 1);

        Assert.Equal([18, 11, 7], new[] { split.Train.Count, split.Validation.Count, split.Test.Count });
        int[] train = PerClass(split.Train), validation = PerClass(split.Validation), test = PerClass(split.Test);
        for (int label = 0; label < rowsPerClass.Length; label++)
        {
            Assert.InRange(train[label] - (0.5 * rowsPerClass[label]), -1, 1);
            Assert.InRange(validation[label] - (0.3 * rowsPerClass[label]), -2, 2);
            Assert.InRange(test[label] - (0.2 * rowsPerClass[label]), -2, 2);
        }
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        MemoryDataSet data = Classes(40, 40);

        Assert.Equal(Rows(data.Split(0.5, 0.25, 0.25, seed: 8).Train), Rows(data.Split(0.5, 0.25, 0.25, seed: 8).Train));
        Assert.NotEqual(Rows(data.Split(0.5, 0.25, 0.25, seed: 8).Train), Rows(data.Split(0.5, 0.25, 0.25, seed: 9).Train));
        Assert.NotEqual(
            Rows(data.Split(0.5, 0.25, 0.25, seed: 8).Train).Order(), Rows(data.Split(0.5, 0.25, 0.25, seed: 9).Train).Order());
    }

    [Fact]
    public void The_rows_of_a_part_are_shuffled()
    {
        MemoryDataSet train = Classes(50, 50).Split(0.8, 0.1, 0.1, seed: 2).Train;

        Assert.NotEqual(Rows(train).Order(), Rows(train));
        Assert.InRange(train.Labels[..40].ToArray().Sum(), 10, 30);
        Assert.All(Enumerable.Range(0, 80), row => Assert.Equal(Rows(train)[row] / 50, train.Label(row)));
    }

    [Fact]
    public void Rows_with_targets_are_split_too()
    {
        MemoryDataSet data = DataSet.FromArrays([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1, [0f, 1, 2, 3, 4, 5, 6, 7, 8, 9], 1);

        DataSplit split = data.Split(0.5, 0.5, 0, seed: 0);

        Assert.Equal(0, split.Test.Count);
        Assert.Equal(Enumerable.Range(0, 10), Rows(split.Train).Concat(Rows(split.Validation)).Order());
        Assert.All(Enumerable.Range(0, 5), row => Assert.Equal(split.Train.Row(row)[0], split.Train.Target(row)[0]));
    }

    [Fact]
    public void An_empty_part_reads_no_rows()
    {
        MemoryDataSet empty = Classes(5, 5).Split(0.5, 0.5, 0, seed: 0).Test;
        using BatchReader reader = empty.OpenReader(new BatchOrder(true, 1, 1));

        Assert.Equal(0L, empty.RowCount);
        Assert.Equal(0, reader.Read(4, new float[4], new int[4], []));
    }

    [Theory]
    [InlineData(0.5, 0.4, 0.2, "add up to 1")]
    [InlineData(0.5, 0.4, 0.0, "add up to 1")]
    [InlineData(1.5, -0.5, 0.0, "from 0 to 1")]
    [InlineData(double.NaN, 0.5, 0.5, "from 0 to 1")]
    [InlineData(0.0, 0.5, 0.5, "above 0")]
    [InlineData(0.9, 0.08, 0.02, "at least one row in each part, found a share of 0.02 of 10 rows")]
    public void Shares_that_make_no_sense_are_refused(double train, double validation, double test, string expected)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => Classes(5, 5).Split(train, validation, test, seed: 0));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
