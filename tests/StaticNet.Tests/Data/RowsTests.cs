namespace StaticNet.Tests.Data;

/// <summary>Data sets from what programs have: objects, structs and parts of larger arrays.</summary>
public sealed class RowsTests
{
    private static readonly (Flower Row, string Label)[] _flowers =
    [
        (new(1, 2), "rose"), (new(3, 4), "aster"), (new(5, 6), "rose"),
    ];

    private enum Species
    {
        Aster,
        Rose,
    }

    private enum Gap
    {
        First = 0,
        Third = 2,
    }

    [Fact]
    public void Parts_of_an_array_are_used_in_place()
    {
        float[] memory = [9, 9, 1, 2, 3, 4, 9];
        MemoryDataSet data = DataSet.FromMemory(memory.AsMemory(2, 4), 2, [1, 0], 2);
        memory[2] = 7;

        Assert.Equal(2, data.Count);
        Assert.Equal([7, 2], data.Row(0).ToArray());
        Assert.Equal([3, 4], data.Slice(1, 1).Row(0).ToArray());
        Assert.Equal([3, 4], data.Select([1]).Row(0).ToArray());
        Assert.Equal([1, 0], data.Labels.ToArray());

        MemoryDataSet targets = DataSet.FromMemory(memory.AsMemory(2, 4), 2, [10f, 20f], 1);
        Assert.Equal([20], targets.Target(1).ToArray());
        Assert.Throws<ArgumentException>(() => DataSet.FromMemory(memory.AsMemory(2, 3), 2, [1, 0], 2));
    }

    [Fact]
    public void Training_reads_them_in_place_to_the_same_weights()
    {
        MemoryDataSet clusters = Training.TestData.Clusters(60);
        float[] shifted = [5, 5, 5, .. Enumerable.Range(0, 60).SelectMany(row => clusters.Row(row).ToArray())];
        MemoryDataSet part = DataSet.FromMemory(shifted.AsMemory(3), 2, clusters.Labels, 3);

        Assert.Equal(Trained(clusters), Trained(part));

        static float[] Trained(MemoryDataSet data)
        {
            var network = new Training.LinearNetwork(Training.LinearNetwork.LayoutOf(2, 3));
            network.Fit(data, new FitOptions { Epochs = 2, BatchSize = 7 });
            return [.. network.Parameters.SelectMany(static parameter => parameter.ToArray())];
        }
    }

    [Fact]
    public void Names_become_classes_in_sorted_order_and_fields_name_features()
    {
        MemoryDataSet data = DataSet.FromRows(_flowers);

        Assert.Equal(["aster", "rose"], data.ClassNames);
        Assert.Equal(["Length", "Width"], data.FeatureNames);
        Assert.Equal([1, 0, 1], data.Labels.ToArray());
        Assert.Equal([3, 4], data.Row(1).ToArray());
        Assert.Equal(["aster", "rose"], data.Select([2]).ClassNames);
        Assert.Equal(["Length", "Width"], data.Slice(1, 2).FeatureNames);
        Assert.Equal("Length", ColumnStatistics.Of(data).Columns[0].Name);
    }

    [Fact]
    public void Names_of_classes_may_be_given()
    {
        MemoryDataSet data = DataSet.FromRows(_flowers, static row => [row.Width], ["tulip", "rose", "aster"]);

        Assert.Equal(3, data.ClassCount);
        Assert.Equal([1, 2, 1], data.Labels.ToArray());
        Assert.Equal([4], data.Row(1).ToArray());
        Refused(() => DataSet.FromRows(_flowers, ["rose"]), "Row 1: expected one of the classes 'rose', found 'aster'.");
        Refused(() => DataSet.FromRows(_flowers, ["rose", "rose"]), "found 'rose' twice");
    }

    [Fact]
    public void Enums_numbers_and_targets_are_told_apart_by_their_type()
    {
        MemoryDataSet members = DataSet.FromRows(_flowers.Select(static flower => (flower.Row, flower.Label == "rose" ? Species.Rose : Species.Aster)));
        MemoryDataSet numbers = DataSet.FromRows(_flowers.Select(static (flower, place) => (flower.Row, place)));
        MemoryDataSet targets = DataSet.FromRows(_flowers.Select(static flower => (flower.Row, flower.Row.Length * 2)));
        MemoryDataSet several = DataSet.FromRows(
            _flowers.Select(static flower => (flower, new[] { flower.Row.Length, 1 })), static flower => [flower.Row.Width]);

        Assert.Equal(["Aster", "Rose"], members.ClassNames);
        Assert.Equal([1, 0, 1], members.Labels.ToArray());
        Assert.Equal(3, numbers.ClassCount);
        Assert.Empty(numbers.ClassNames);
        Assert.Equal([0, 1, 2], numbers.Labels.ToArray());
        Assert.Equal([2, 6, 10], targets.Targets.ToArray());
        Assert.Equal(2, several.TargetCount);
        Assert.Equal([5, 1], several.Target(2).ToArray());
    }

    [Fact]
    public void What_cannot_be_a_row_is_said()
    {
        Refused(() => DataSet.FromRows(Array.Empty<(Flower, int)>()), "at least one row");
        Refused(() => DataSet.FromRows([(new Mixed(1, 2), 0)]), "Mixed with Count of type Int32");
        Refused(() => DataSet.FromRows([(new Flower(1, 2), 2)], classCount: 2), "from 0 to 1, found 2");
        Refused(() => DataSet.FromRows([(new Flower(1, float.NaN), 1)]), "Row 0, feature 1");
        Refused(() => DataSet.FromRows([(1, 0), (2, 0)], static row => new float[row]), "Row 1: expected 1 features, as many as row 0 has, found 2.");
        Refused(() => DataSet.FromRows([(new Flower(1, 2), Gap.First)]), "Gap.Third = 2 in place of 1");
        Refused(() => DataSet.FromRows([(new Flower(1, 2), (Species)7)]), "a member of Species, found 7");
    }

    [Fact]
    public void Names_have_to_fit()
    {
        MemoryDataSet data = Training.TestData.Clusters(5);
        Refused(() => data.WithNames(featureNames: ["x"]), "Expected 2 names, one a feature, found 1.");
        Refused(() => data.WithNames(classNames: ["a", "b"]), "Expected 3 names, one a class, found 2.");
        Refused(() => data.WithNames(classNames: ["a", "b", "a"]), "names of classes that differ");
        Assert.Equal(["x", "y"], data.WithNames(featureNames: ["x", "y"]).WithNames(classNames: ["a", "b", "c"]).FeatureNames);
    }

    private static void Refused(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);

    private readonly record struct Flower(float Length, float Width);

    private readonly record struct Mixed(float Length, int Count);
}
