namespace StaticNet.Tests.Data;

/// <summary>Folds, groups and balance.</summary>
public sealed class FoldTests
{
    private static MemoryDataSet Classes(params int[] rowsPerClass)
    {
        int[] labels = [.. rowsPerClass.SelectMany(static (rows, label) => Enumerable.Repeat(label, rows))];
        return DataSet.FromArrays([.. labels.Select(static (_, row) => (float)row)], 1, labels, rowsPerClass.Length);
    }

    private static int[] Rows(MemoryDataSet data) => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.Row(row)[0])];

    private static int[] PerClass(MemoryDataSet data) =>
        [.. Enumerable.Range(0, data.ClassCount).Select(label => data.Labels.ToArray().Count(other => other == label))];

    /// <summary>Groups of 1 to <paramref name="largest"/> rows, which lie anywhere.</summary>
    private static string[] Groups(int groups, int largest, int seed)
    {
        var random = new Random(seed);
        string[] all = [.. Enumerable.Range(0, groups).SelectMany(group => Enumerable.Repeat($"g{group}", random.Next(1, largest + 1)))];
        random.Shuffle(all);
        return all;
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(5, true)]
    [InlineData(7, false)]
    [InlineData(57, true)]
    public void Every_row_is_held_back_once(int folds, bool stratified)
    {
        MemoryDataSet data = Classes(20, 31, 6);
        IReadOnlyList<Fold> all = data.Folds(folds, seed: 3, stratified);

        Assert.Equal(folds, all.Count);
        Assert.Equal(Enumerable.Range(0, 57), all.SelectMany(fold => Rows(fold.Test)).Order());
        Assert.All(all, fold => Assert.Equal(Enumerable.Range(0, 57), Rows(fold.Train).Concat(Rows(fold.Test)).Order()));
        Assert.InRange(all.Max(static fold => fold.Test.Count) - all.Min(static fold => fold.Test.Count), 0, 1);
    }

    [Fact]
    public void Stratified_folds_hold_back_as_many_of_each_class_as_any_other()
    {
        IReadOnlyList<Fold> folds = Classes(103, 50, 9).Folds(5, seed: 1);
        for (int label = 0; label < 3; label++)
        {
            int[] counts = [.. folds.Select(fold => PerClass(fold.Test)[label])];
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        Assert.Contains(
            Classes(103, 50, 9).Folds(5, seed: 1, stratified: false), static fold => Math.Abs(PerClass(fold.Test)[1] - 10) > 1);
    }

    [Fact]
    public void The_seed_alone_decides_the_folds()
    {
        MemoryDataSet data = Classes(30, 30);
        Assert.Equal(
            data.Folds(3, 1).Select(static fold => string.Join(',', Rows(fold.Test))),
            data.Folds(3, 1).Select(static fold => string.Join(',', Rows(fold.Test))));
        Assert.NotEqual(Rows(data.Folds(3, 1)[0].Test), Rows(data.Folds(3, 2)[0].Test));
        Assert.NotEqual(Rows(data.Folds(3, 1)[0].Test).Order(), Rows(data.Folds(3, 1)[0].Test));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_group_is_never_on_both_sides(int seed)
    {
        string[] groups = Groups(40, 9, seed);
        MemoryDataSet data = DataSet.FromArrays([.. groups.Select(static (_, row) => (float)row)], 1, new float[groups.Length], 1);
        DataSplit split = data.SplitByGroup(groups, 0.6, 0.2, 0.2, (ulong)seed);

        string[] train = GroupsOf(split.Train), validation = GroupsOf(split.Validation), test = GroupsOf(split.Test);
        Assert.Empty(train.Intersect(test));
        Assert.Empty(train.Intersect(validation));
        Assert.Empty(validation.Intersect(test));
        Assert.Equal(Enumerable.Range(0, groups.Length), Rows(split.Train).Concat(Rows(split.Validation)).Concat(Rows(split.Test)).Order());
        Assert.InRange(split.Train.Count, (0.6 * groups.Length) - 9, (0.6 * groups.Length) + 9);
        Assert.InRange(split.Test.Count, (0.2 * groups.Length) - 9, (0.2 * groups.Length) + 9);

        IReadOnlyList<Fold> folds = data.FoldsByGroup(groups, 5, (ulong)seed);
        Assert.All(folds, fold => Assert.Empty(GroupsOf(fold.Train).Intersect(GroupsOf(fold.Test))));
        Assert.Equal(Enumerable.Range(0, groups.Length), folds.SelectMany(fold => Rows(fold.Test)).Order());
        Assert.InRange(folds.Max(static fold => fold.Test.Count) - folds.Min(static fold => fold.Test.Count), 0, 9);

        string[] GroupsOf(MemoryDataSet part) => [.. Rows(part).Select(row => groups[row]).Distinct()];
    }

    [Fact]
    public void A_part_without_a_share_stays_empty()
    {
        string[] groups = Groups(10, 3, 1);
        RowSplit split = Partition.SplitByGroup(groups, 0.5, 0, 0.5, seed: 1);
        Assert.Empty(split.Validation);
        Assert.NotEmpty(split.Test);
    }

    [Fact]
    public void Oversampling_repeats_rows_evenly_and_loses_none()
    {
        MemoryDataSet data = Classes(10, 3, 0).Balance(Balancing.Oversample, seed: 1);

        Assert.Equal([10, 10, 0], PerClass(data));
        Dictionary<int, int> times = Rows(data).GroupBy(static row => row).ToDictionary(static rows => rows.Key, static rows => rows.Count());
        Assert.Equal(13, times.Count);
        Assert.All(times.Where(static row => row.Key < 10), static row => Assert.Equal(1, row.Value));
        Assert.All(times.Where(static row => row.Key >= 10), static row => Assert.InRange(row.Value, 3, 4));
        Assert.NotEqual(data.Labels.ToArray().Order(), data.Labels.ToArray());
    }

    [Fact]
    public void Undersampling_draws_as_many_of_each_and_none_twice()
    {
        MemoryDataSet data = Classes(50, 4, 9).Balance(Balancing.Undersample, seed: 1);

        Assert.Equal([4, 4, 4], PerClass(data));
        Assert.Equal(12, Rows(data).Distinct().Count());
        Assert.NotEqual(Rows(data).Order(), Rows(Classes(50, 4, 9).Balance(Balancing.Undersample, seed: 2)).Order());
    }

    [Fact]
    public void What_cannot_be_divided_is_said()
    {
        MemoryDataSet data = Classes(3, 3);
        Refused<ArgumentOutOfRangeException>(() => data.Folds(1, 1), "from 2 to 6 folds, as many as there are rows at most; found 1");
        Refused<ArgumentOutOfRangeException>(() => data.Folds(7, 1), "found 7");
        Refused<ArgumentOutOfRangeException>(() => data.FoldsByGroup([1, 1, 1, 2, 2, 2], 3, 1), "from 2 to 2 folds, as many as there are groups");
        Refused<ArgumentException>(() => data.FoldsByGroup([1], 2, 1), "a group for each of 6 rows, found 1");
        Refused<ArgumentException>(() => data.SplitByGroup([1, 1, 1, 2, 2, 2], 0.5, 0.25, 0.25, 1), "at least 3 groups, one a part, found 2");
        Refused<ArgumentException>(() => data.SplitByGroup([1, 1, 1, 2, 2, 2], 0.5, 0.1, 0.25, 1), "add up to 1");
        Refused<ArgumentException>(() => Partition.Folds(3, 2, 1, [0, 0]), "a class for each of 3 rows, found 2");
        Refused<ArgumentException>(() => Partition.Split(2, 0.5, 0, 0.5, 1, [0, -1]), "Row 1: expected a class of 0 or more, found -1");
        Refused<InvalidOperationException>(() => data.ToOneHot().Balance(Balancing.Oversample, 1), "only classes");
        Refused<ArgumentOutOfRangeException>(() => data.Balance((Balancing)7, 1), "Balancing.Oversample");
    }

    private static void Refused<TException>(Action act, string message)
        where TException : Exception =>
        Assert.Contains(message, Assert.Throws<TException>(act).Message, StringComparison.Ordinal);
}
