using StaticNet;
using StaticNet.Data;

namespace TrainingWalk;

[Input(12), Standardize]
[Dense(16), Tanh]
[Dense(2), Softmax]
[Network(Reproducible = true)]
public sealed partial class RentalNet;

internal static partial class Walk
{
    private static void S12Tables()
    {
        Table table = Table.ReadCsv(Path.Combine(DataFolder, "rentals.csv"));
        TableSplit split = table.Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1, stratifyBy: "let");
        TableEncoding encoding = TableEncoding.Fit(split.Train, new EncodingOptions
        {
            ClassColumn = "let",
            Columns =
            {
                ["listing"] = ColumnOptions.Ignored,
                ["area"] = ColumnOptions.Numeric(MissingValues.Mean),
                ["age"] = ColumnOptions.Numeric(MissingValues.Median, flagMissing: true),
                ["city"] = ColumnOptions.Categorical(UnseenCategories.Zeros),
                ["heating"] = ColumnOptions.Categorical(UnseenCategories.Refuse, MissingValues.DropRow),
            },
        });
        Console.WriteLine(encoding);
        DataSplit data = encoding.Encode(split);
        Console.WriteLine(ColumnStatistics.Of(data.Train));

        var net = new RentalNet(seed: 1);
        net.Fit(data.Train, new FitOptions
        {
            Epochs = 100,
            Optimizer = Optimizer.Adam(0.003),
            Validation = data.Validation,
            Callbacks = [new EarlyStopping { Patience = 10 }],
        });
        Console.WriteLine($"test accuracy {net.Evaluate(data.Test).Accuracy:P1}");

        PermutationImportance importance = PermutationImportance.Of(
            net.ToPredictor(), data.Test, new PermutationOptions { Groups = encoding.FeatureGroups, Seed = 1 });
        Console.WriteLine($"what it goes by: {string.Join(", ", importance.Ranked.Select(column => $"{column.Name} {column.Mean:F3}"))}");

        // What the predicting program needs: the weights, which hold the names of the classes, and the encoding.
        net.Save(Path.Combine(OutputFolder, "rentals.safetensors"));
        encoding.Save(Path.Combine(OutputFolder, "rentals.json"));
        var loaded = new RentalNet();
        loaded.Load(Path.Combine(OutputFolder, "rentals.safetensors"));
        float[] flat = TableEncoding.Load(Path.Combine(OutputFolder, "rentals.json")).EncodeRow(
            ("area", 60), ("rooms", 2), ("city", "Lugano"), ("heating", "heat pump"), ("year_of_offer", 2024));
        Console.WriteLine($"a flat of 60 m² in a city never seen, age not given: let? {loaded.ClassNames[loaded.ToPredictor().Classify(flat)]}");
    }
}
