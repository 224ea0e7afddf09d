namespace StaticNet.Tests.Data;

public sealed class MemoryDataSetTests
{
    private static MemoryDataSet Numbered(int rows, int classCount = 3)
    {
        float[] features = [.. Enumerable.Range(0, rows).SelectMany(row => new[] { row, row + 0.5f })];
        return DataSet.FromArrays(features, 2, [.. Enumerable.Range(0, rows).Select(row => row % classCount)], classCount);
    }

    private static MemoryDataSet NumberedTargets(int rows)
    {
        float[] features = [.. Enumerable.Range(0, rows).Select(row => (float)row)];
        return DataSet.FromArrays(features, 1, [.. features.SelectMany(value => new[] { value * 10, value * 100 })], 2);
    }

    [Fact]
    public void Labelled_rows_are_described_and_indexed()
    {
        MemoryDataSet data = DataSet.FromArrays([1, 2, 3, 4, 5, 6], 3, [1, 0], 2);

        Assert.Equal(3, data.FeatureCount);
        Assert.Equal(2, data.ClassCount);
        Assert.Equal(0, data.TargetCount);
        Assert.True(data.HasLabels);
        Assert.Equal(2, data.Count);
        Assert.Equal(2L, data.RowCount);
        Assert.Equal([4, 5, 6], data.Row(1).ToArray());
        Assert.Equal(1, data.Label(0));
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Throws<InvalidOperationException>(() => data.Target(0).Length);
    }

    [Fact]
    public void Rows_with_targets_are_described_and_indexed()
    {
        MemoryDataSet data = DataSet.FromArrays([1, 2, 3, 4], 2, [10f, 20, 30, 40], 2);

        Assert.Equal(0, data.ClassCount);
        Assert.Equal(2, data.TargetCount);
        Assert.False(data.HasLabels);
        Assert.Equal(2, data.Count);
        Assert.Equal([30, 40], data.Target(1).ToArray());
        Assert.Equal([10, 20, 30, 40], data.Targets.ToArray());
        Assert.Throws<InvalidOperationException>(() => data.Label(0));
        Assert.Throws<InvalidOperationException>(data.ToOneHot);
    }

    [Fact]
    public void Every_form_of_array_gives_the_same_rows()
    {
        int[] labels = [0, 1];
        MemoryDataSet[] labelled =
        [
            DataSet.FromArrays([1, 2, 3, 4], 2, labels, 2),
            DataSet.FromArrays(new float[,] { { 1, 2 }, { 3, 4 } }, labels, 2),
            DataSet.FromArrays([[1f, 2f], [3f, 4f]], labels, 2),
        ];
        Assert.All(labelled, data => Assert.Equal([3, 4], data.Row(1).ToArray()));
        Assert.All(labelled, data => Assert.Equal(1, data.Label(1)));

        MemoryDataSet[] targeted =
        [
            DataSet.FromArrays([1, 2, 3, 4], 2, [5f, 6f], 1),
            DataSet.FromArrays(new float[,] { { 1, 2 }, { 3, 4 } }, [5f, 6f]),
            DataSet.FromArrays(new float[,] { { 1, 2 }, { 3, 4 } }, new float[,] { { 5 }, { 6 } }),
            DataSet.FromArrays(new float[][] { [1, 2], [3, 4] }, [5f, 6f]),
            DataSet.FromArrays(new float[][] { [1, 2], [3, 4] }, new float[][] { [5], [6] }),
        ];
        Assert.All(targeted, data => Assert.Equal([3, 4], data.Row(1).ToArray()));
        Assert.All(targeted, data => Assert.Equal([6], data.Target(1).ToArray()));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused_with_both_numbers()
    {
        AssertRefused(() => DataSet.FromArrays([1, 2, 3], 2, [0], 2), "multiple of 2 features, found 3");
        AssertRefused(() => DataSet.FromArrays([1, 2, 3, 4], 2, [0], 2), "labels for 2 rows", "found 1");
        AssertRefused(() => DataSet.FromArrays([1, 2, 3, 4], 2, [0f, 1f, 2f], 2), "multiple of 2 targets, found 3");
        AssertRefused(() => DataSet.FromArrays([1, 2, 3, 4], 2, [0f, 1f, 2f], 1), "targets for 2 rows", "found 3");
        AssertRefused(() => DataSet.FromArrays([], 2, Array.Empty<int>(), 2), "at least one row");
        AssertRefused(() => DataSet.FromArrays(new float[0, 4], Array.Empty<int>(), 2), "[0, 4]");
        AssertRefused(() => DataSet.FromArrays(Array.Empty<float[]>(), Array.Empty<int>(), 2), "at least one row");
        AssertRefused(() => DataSet.FromArrays([[1f, 2f], [3f]], [0, 1], 2), "2 values in row 0 and 1 in row 1");
        AssertRefused(() => DataSet.FromArrays([[1f, 2f], null!], [0, 1], 2), "Row 1 is null");
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.FromArrays([1, 2], 0, [0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.FromArrays([1, 2], 2, [0], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSet.FromArrays([1, 2], 2, [0f], 0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_out_of_range_names_row_label_and_range(int label) =>
        AssertRefused(() => DataSet.FromArrays([1, 2, 3], 1, [0, label, 2], 3), "Row 1", "from 0 to 2", $"found {label}");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_non_finite_value_names_row_and_column_unless_allowed(float value)
    {
        AssertRefused(() => DataSet.FromArrays([1, 2, 3, value], 2, [0, 1], 2), "Row 1, feature 1", "allowNonFinite");
        AssertRefused(() => DataSet.FromArrays([1, 2, 3], 1, [0, 1, value], 1), "Row 2, target 0");

        Assert.Equal(value, DataSet.FromArrays([1, 2, 3, value], 2, [0, 1], 2, allowNonFinite: true).Row(1)[1]);
        Assert.Equal(value, DataSet.FromArrays([1], 1, [value], 1, allowNonFinite: true).Target(0)[0]);
    }

    [Fact]
    public void Parts_read_the_rows_they_name()
    {
        MemoryDataSet data = Numbered(10);
        MemoryDataSet slice = data.Slice(4, 3);
        Assert.Equal(3, slice.Count);
        Assert.Equal([5, 5.5f], slice.Row(1).ToArray());
        Assert.Equal(2, slice.Label(1));

        MemoryDataSet selected = slice.Select([2, 0, 2]);
        Assert.Equal([6, 6.5f], selected.Row(0).ToArray());
        Assert.Equal([4, 4.5f], selected.Row(1).ToArray());
        Assert.Equal([0, 1, 0], selected.Labels.ToArray());
        Assert.Equal([4, 4.5f], selected.Slice(1, 2).Row(0).ToArray());
        Assert.Equal([6, 6.5f], selected.Slice(1, 2).Row(1).ToArray());

        MemoryDataSet targets = NumberedTargets(5).Slice(1, 3).Select([2, 1]);
        Assert.Equal([3], targets.Row(0).ToArray());
        Assert.Equal([20, 200], targets.Target(1).ToArray());
        Assert.Equal(0, data.Slice(10, 0).Count);
    }

    [Fact]
    public void Parts_share_the_features()
    {
        MemoryDataSet data = DataSet.FromArrays(new float[1_000_000], 1000, new int[1000], 2);

        long before = GC.GetAllocatedBytesForCurrentThread();
        MemoryDataSet part = data.Slice(100, 800).Select([.. Enumerable.Range(0, 500)]).ToOneHot();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(500, part.Count);
        Assert.True(allocated < 50_000, $"allocated {allocated} bytes for views of 4,000,000");
    }

    [Fact]
    public void Rows_outside_the_data_set_are_refused()
    {
        MemoryDataSet data = Numbered(4).Slice(1, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => data.Row(2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Row(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Label(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Select([2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Slice(3, 0));
    }

    [Fact]
    public void One_hot_replaces_labels_by_targets()
    {
        MemoryDataSet data = Numbered(6).Slice(1, 2).ToOneHot();

        Assert.False(data.HasLabels);
        Assert.Equal(3, data.TargetCount);
        Assert.Equal([0, 1, 0, 0, 0, 1], data.Targets.ToArray());
        Assert.Equal([2, 2.5f], data.Row(1).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_pass_reads_every_row_once_in_order(int batch)
    {
        MemoryDataSet data = Numbered(10).Slice(1, 8).Select([7, 6, 5, 4, 3, 2, 1, 0]);
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);

        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal([8, 7, 6, 5, 4, 3, 2, 1], ReadFirstFeatures(reader, data, batch));
            Assert.Equal(0, reader.Read(batch, new float[2 * batch], new int[batch], []));
            reader.Restart(BatchOrder.Sequential);
        }
    }

    [Fact]
    public void A_shuffled_pass_keeps_features_and_labels_together()
    {
        MemoryDataSet data = Numbered(50);
        using BatchReader reader = data.OpenReader(new BatchOrder(true, 7, 0));
        var features = new float[100];
        var labels = new int[50];

        Assert.Equal(50, reader.Read(50, features, labels, []));

        for (int row = 0; row < 50; row++)
        {
            Assert.Equal(features[2 * row] + 0.5f, features[(2 * row) + 1]);
            Assert.Equal((int)features[2 * row] % 3, labels[row]);
        }

        Assert.Equal(Enumerable.Range(0, 50), Evens(features).Order().Select(value => (int)value));
        Assert.NotEqual(Enumerable.Range(0, 50), Evens(features).Select(value => (int)value));
    }

    [Fact]
    public void A_shuffled_pass_keeps_features_and_targets_together()
    {
        using BatchReader reader = NumberedTargets(20).OpenReader(new BatchOrder(true, 7, 0));
        var features = new float[20];
        var targets = new float[40];

        Assert.Equal(12, reader.Read(12, features, [], targets));
        Assert.Equal(8, reader.Read(12, features.AsSpan(8), [], targets.AsSpan(16)));
        for (int row = 0; row < 8; row++)
        {
            Assert.Equal(features[row] * 10, targets[2 * row]);
            Assert.Equal(features[row] * 100, targets[(2 * row) + 1]);
        }
    }

    [Fact]
    public void Seed_and_epoch_alone_decide_the_order()
    {
        MemoryDataSet data = Numbered(100);
        float[] Order(ulong seed, int epoch, int batch)
        {
            using BatchReader reader = data.OpenReader(new BatchOrder(true, seed, epoch));
            return ReadFirstFeatures(reader, data, batch);
        }

        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            reader.Restart(new BatchOrder(true, 5, epoch));
            Assert.Equal(Order(5, epoch, 33), ReadFirstFeatures(reader, data, 7));
        }

        Assert.NotEqual(Order(5, 0, 10), Order(5, 1, 10));
        Assert.NotEqual(Order(5, 0, 10), Order(6, 0, 10));
        reader.Restart(BatchOrder.Sequential);
        Assert.Equal(Enumerable.Range(0, 100).Select(row => (float)row), ReadFirstFeatures(reader, data, 7));
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_about_equally_likely()
    {
        MemoryDataSet data = Numbered(4);
        var counts = new Dictionary<string, int>();
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        for (int epoch = 0; epoch < 24_000; epoch++)
        {
            reader.Restart(new BatchOrder(true, 11, epoch));
            string order = string.Join(' ', ReadFirstFeatures(reader, data, 4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Each count is binomial with mean 1000 and deviation 31.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 840, 1160));
    }

    [Fact]
    public void Reading_refuses_spans_that_do_not_fit()
    {
        using BatchReader labelled = Numbered(10).OpenReader(BatchOrder.Sequential);
        AssertRefused(() => labelled.Read(4, new float[7], new int[4], []), "at least 8", "found 7");
        AssertRefused(() => labelled.Read(4, new float[8], new int[3], []), "at least 4", "found 3");
        AssertRefused(() => labelled.Read(4, new float[8], new int[4], new float[4]), "no targets", "found a length of 4");
        Assert.Throws<ArgumentOutOfRangeException>(() => labelled.Read(0, [], [], []));
        AssertRefused(() => labelled.Read(int.MaxValue, new float[8], new int[4], []), "4294967294");

        using BatchReader targeted = NumberedTargets(10).OpenReader(BatchOrder.Sequential);
        AssertRefused(() => targeted.Read(4, new float[4], [], new float[7]), "at least 8", "found 7");
        AssertRefused(() => targeted.Read(4, new float[4], new int[4], new float[8]), "no labels");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_and_restarting_allocate_nothing(bool shuffle)
    {
        MemoryDataSet data = Numbered(1000).Split(0.8, 0.2, 0, seed: 1).Train;
        var features = new float[64];
        var labels = new int[32];
        using BatchReader reader = data.OpenReader(new BatchOrder(shuffle, 1, 0));
        while (reader.Read(32, features, labels, []) > 0)
        {
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        int rows = 0;
        for (int epoch = 1; epoch <= 100; epoch++)
        {
            reader.Restart(new BatchOrder(shuffle, 1, epoch));
            for (int read; (read = reader.Read(32, features, labels, [])) > 0; rows += read)
            {
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(80_000, rows);
    }

    private static IEnumerable<float> Evens(float[] values) => values.Where((_, i) => i % 2 == 0);

    private static float[] ReadFirstFeatures(BatchReader reader, MemoryDataSet data, int batch)
    {
        var features = new float[batch * data.FeatureCount];
        var read = new List<float>();
        for (int rows; (rows = reader.Read(batch, features, new int[batch], [])) > 0;)
        {
            read.AddRange(features.Take(rows * data.FeatureCount).Where((_, i) => i % data.FeatureCount == 0));
        }

        return [.. read];
    }

    private static void AssertRefused(Action action, params string[] expected)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }
}
