namespace StaticNet.Data.Tests;

/// <summary>From a file to predictions, as someone does who comes with a table.</summary>
public sealed class NewcomerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tumours()
    {
        Table table = Table.ReadCsv(SharedData.Find("breast_cancer.csv"));
        TableSplit split = table.Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1, stratifyBy: "class");
        TableEncoding encoding = TableEncoding.Fit(
            split.Train, new EncodingOptions { ClassColumn = "class", ClassNames = { ["0"] = "malignant", ["1"] = "benign" } });
        DataSplit data = encoding.Encode(split);
        Assert.Equal(569, data.Train.Count + data.Validation.Count + data.Test.Count);
        Assert.Contains("mean radius", ColumnStatistics.Of(data.Train).ToString(), StringComparison.Ordinal);

        var net = new TumourNet(seed: 1);
        net.Fit(data.Train, new FitOptions { Epochs = 30, Validation = data.Validation, Callbacks = [new EarlyStopping()] });
        Assert.True(net.Evaluate(data.Test).Accuracy > 0.93);

        net.Save(_folder.File("tumours.safetensors"));
        encoding.Save(_folder.File("tumours.json"));
        var loaded = new TumourNet();
        loaded.Load(_folder.File("tumours.safetensors"));
        TableEncoding again = TableEncoding.Load(_folder.File("tumours.json"));
        Assert.Equal(["malignant", "benign"], loaded.ClassNames);
        float[] row = again.EncodeRow([.. table.Columns.SkipLast(1).Select(column => (column, (FieldValue)table[column][0]))]);
        Assert.Equal("malignant", loaded.ClassNames[loaded.ToPredictor().Classify(row)]);
    }

    [Fact]
    public void Flowers()
    {
        Table table = Table.ReadCsv(SharedData.Find("iris.csv"));
        TableEncoding encoding = TableEncoding.Fit(
            table, new EncodingOptions { ClassColumn = "class", ClassNames = { ["0"] = "setosa", ["1"] = "versicolor", ["2"] = "virginica" } });
        MemoryDataSet data = encoding.Encode(table);

        CrossValidationResult result = CrossValidation.Run<FlowerNet>(
            data.Folds(5, seed: 1), static () => new FitOptions { Epochs = 60, BatchSize = 16, Optimizer = Optimizer.Adam(0.01) });
        Assert.True(result.MeanAccuracy > 0.92, result.ToString());

        var net = new FlowerNet(seed: 1);
        net.Fit(data, new FitOptions { Epochs = 60, BatchSize = 16, Optimizer = Optimizer.Adam(0.01) });
        float[] flower = encoding.EncodeRow(("sepal length (cm)", 5.1), ("sepal width (cm)", 3.5), ("petal length (cm)", 1.4), ("petal width (cm)", 0.2));
        Assert.Equal("setosa", encoding.ClassNames[net.ToPredictor().Classify(flower)]);

        SearchResult<FlowerNet> found = Search.Random<FlowerNet>(
            data.Split(0.6, 0.2, 0.2, seed: 1),
            [SearchParameter.LogUniform("learning rate", 1e-4, 1), SearchParameter.Choice("batch size", 8, 16, 32)],
            trials: 9,
            static values => new FitOptions { BatchSize = values.Integer("batch size"), Optimizer = Optimizer.Adam(values.Number("learning rate")) },
            new SearchOptions { Epochs = 27, MinimumEpochs = 3, Seed = 1 });
        Assert.True(found.Best!.Last!.ValidationAccuracy > 0.9, found.ToString());
        Assert.Equal(["setosa", "versicolor", "virginica"], found.Network!.ClassNames);
    }
}

[Input(30), Standardize]
[Dense(16), Relu]
[Dense(2), Softmax]
public sealed partial class TumourNet;

[Input(4), Standardize]
[Dense(8), Tanh]
[Dense(3), Softmax]
public sealed partial class FlowerNet;
