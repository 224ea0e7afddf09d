using StaticNet.Tests.Training;

namespace StaticNet.Tests.Serialization;

/// <summary>Names of classes go from data into a network and from there into its files.</summary>
public sealed class ClassNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("low", "middle", "high")]
    [InlineData("a, b", "", "\"quoted\"")]
    [InlineData("[", "]", "é, ü")]
    [InlineData("New York, NY", "x,y", " z ")]
    public void Names_of_data_are_taken_over_saved_and_loaded(params string[] names)
    {
        LinearNetwork network = LinearNetwork.Create(1);
        Assert.Empty(network.ClassNames);
        network.Fit(TestData.Clusters(30).WithNames(classNames: names), new FitOptions { Epochs = 1 });
        Assert.Equal(names, network.ClassNames);

        network.Save(_folder.File("model"));
        LinearNetwork loaded = LinearNetwork.Create(2);
        loaded.Load(_folder.File("model"));
        Assert.Equal(names, loaded.ClassNames);
    }

    [Fact]
    public void Plain_names_stand_in_the_file_as_those_of_an_enum_do()
    {
        LinearNetwork network = LinearNetwork.Create(1);
        network.Fit(TestData.Clusters(30).WithNames(classNames: ["low", "middle", "high"]), new FitOptions { Epochs = 1 });
        network.Save(_folder.File("model"));
        Assert.Equal("low, middle, high", SafetensorsFile.Read(_folder.File("model")).Metadata["staticnet.classes"]);
    }

    [Fact]
    public void Names_that_do_not_fit_are_refused_and_the_network_stays_as_it_was()
    {
        LinearNetwork network = LinearNetwork.Create(1);
        network.Fit(TestData.Clusters(30).WithNames(classNames: ["low", "middle", "high"]), new FitOptions { Epochs = 1 });
        network.Save(_folder.File("model"));
        SafetensorsFile file = SafetensorsFile.Read(_folder.File("model"));
        float[] before = LinearNetwork.Create(2).Parameters[0].ToArray();
        foreach (string classes in (string[])["low, high", "[\"low\", 1]", "[\"low\"", "[[]]", "[null]"])
        {
            var metadata = file.Metadata.ToDictionary();
            metadata["staticnet.classes"] = classes;
            SafetensorsFile.Write(_folder.File("other"), file.Tensors, metadata);
            LinearNetwork other = LinearNetwork.Create(2);
            Assert.Throws<InvalidDataException>(() => other.Load(_folder.File("other")));
            Assert.Equal(before, other.Parameters[0].ToArray());
            Assert.Empty(other.ClassNames);
        }
    }

    [Fact]
    public void The_same_classes_in_another_order_are_refused()
    {
        MemoryDataSet data = TestData.Clusters(30);
        LinearNetwork network = LinearNetwork.Create(1);
        network.Fit(data.WithNames(classNames: ["low", "middle", "high"]), new FitOptions { Epochs = 1 });
        MemoryDataSet reordered = data.WithNames(classNames: ["High", "low", "middle"]);

        Refused(() => network.Evaluate(reordered));
        Refused(() => network.Fit(reordered));
        Refused(() => LinearNetwork.Create(1).Fit(data.WithNames(classNames: ["low", "middle", "high"]), new FitOptions { Validation = reordered }));
        Assert.NotNull(network.Evaluate(data.WithNames(classNames: ["niedrig", "mittel", "hoch"])).Accuracy);
        Assert.NotNull(network.Evaluate(data.WithNames(classNames: ["LOW", "Middle", "high"])).Accuracy);

        static void Refused(Action act) => Assert.Contains(
            "low, middle, high in this order; the data set has High, low, middle", Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
    }
}
