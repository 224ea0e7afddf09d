using StaticNet.Importing.Keras;
using StaticNet.Importing.Tests.Files;

namespace StaticNet.Importing.Tests;

/// <summary>A network takes all values or none; files are told apart by their content.</summary>
public sealed class SetTensorsTests
{
    [Theory]
    [InlineData("dense3.bias", null, 0, "missing dense3.bias; superfluous none")]
    [InlineData(null, "dense4.bias", 1, "missing none; superfluous dense4.bias")]
    [InlineData("dense3.bias", "dense3.bias", 2, "dense3.bias holds 1 values, found 2")]
    [InlineData("dense3.bias", "dense3.bias", -1, "dense3.bias: expected finite values, found NaN at 0")]
    public void What_does_not_fit_changes_nothing(string? removed, string? added, int length, string message)
    {
        var network = new TwinNet(seed: 2);
        Dictionary<string, float[]> values = network.Parameters.ToDictionary(static view => view.Name, static view => new float[view.Count]);
        values.Remove(removed ?? "");
        if (added is not null)
        {
            values[added] = length < 0 ? [float.NaN] : new float[length];
        }

        float[] before = network.Parameters["dense1.kernel"].ToArray();
        var exception = Assert.Throws<ArgumentException>(() => network.SetTensors(values));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters["dense1.kernel"].ToArray());
    }

    [Fact]
    public void A_file_that_describes_all_layers_is_taken_by_its_weights_where_names_are_given()
    {
        string json = KerasArchive.Sequential(
            KerasArchive.Input(2),
            KerasArchive.Layer("Dense", "a", "\"units\":2,\"activation\":\"relu\""),
            KerasArchive.Layer("Dense", "b", "\"units\":2"),
            KerasArchive.Layer("Dense", "c", "\"units\":1"));
        ForeignNetwork foreign = KerasFile.Parse(
            KerasArchive.Of(
                json,
                [
                    ("dense", [[1, 2, 3, 4], [5, 6]], [[2, 2], [2]]),
                    ("dense_1", [[7, 8, 9, 10], [11, 12]], [[2, 2], [2]]),
                    ("dense_2", [[13, 14], [15]], [[2, 1], [1]]),
                ]),
            "memory");
        var network = new TwinNet();

        Assert.Throws<InvalidDataException>(() => Import.Into(network, foreign));
        Import.Into(network, foreign, new Dictionary<string, string> { ["a"] = "dense2" });
        Assert.Equal([5, 6], network.Parameters["dense2.bias"].ToArray());
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("nothing.keras", Assert.Throws<FileNotFoundException>(() => Import.Read("nothing.keras")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pickle_without_an_archive_says_how_to_save_one() => Assert.Contains(
        "torch.save(model.state_dict(), path)",
        Assert.Throws<InvalidDataException>(() => Import.Parse([0x80, 2, 0x8A, 10], "old.pt")).Message,
        StringComparison.Ordinal);
}
