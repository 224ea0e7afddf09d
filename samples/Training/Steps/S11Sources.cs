using System.IO.Compression;
using StaticNet;

namespace TrainingWalk;

internal readonly record struct Point(float Across, float Up);

[Input(2), Standardize]
[Dense(64), Relu]
[Dense(64), Relu]
[Dense(1), Sigmoid]
[Network(Reproducible = true)]
public sealed partial class SpiralNet;

internal static partial class Walk
{
    private static void S11Sources()
    {
        void Describe(string source, DataSet data) =>
            Console.WriteLine($"{source,-22} {data}  {string.Join(", ", data.FeatureNames.Concat(data.ClassNames))}");

        float[] flat = [0, 0, 0, 1, 1, 0, 1, 1];
        Describe("float[]", DataSet.FromArrays(flat, featureCount: 2, [0, 1, 1, 0], classCount: 2));
        Describe("float[,]", DataSet.FromArrays(new float[,] { { 0, 0 }, { 0, 1 } }, targets: [0f, 1f]));
        Describe("float[][]", DataSet.FromArrays([[0f, 0f], [0f, 1f]], labels: [0, 1], classCount: 2));
        Describe("ReadOnlyMemory<float>", DataSet.FromMemory(flat.AsMemory(2, 4), featureCount: 2, [1, 1], classCount: 2));

        (Point, string)[] points = [(new Point(0, 0), "off"), (new Point(0, 1), "on")];
        Describe("pairs of structs", DataSet.FromRows(points));
        Describe("pairs of objects", DataSet.FromRows(new[] { ("four", 4f), ("eleven", 11f) }, word => [word.Length]));

        // IDX, as MNIST comes, and NumPy's .npy: mapped into memory and left on disk.
        foreach (string name in (string[])["digits-images-idx3-ubyte", "digits-labels-idx1-ubyte"])
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(DataFolder, $"{name}.gz")), CompressionMode.Decompress);
            using FileStream unpacked = File.Create(Path.Combine(OutputFolder, name));
            packed.CopyTo(unpacked);
        }

        MappedDataSet idx = MappedDataSet.OpenIdx(
            Path.Combine(OutputFolder, "digits-images-idx3-ubyte"), Path.Combine(OutputFolder, "digits-labels-idx1-ubyte"), classCount: 10);
        Describe("IDX, mapped", idx);
        MappedDataSet npy = MappedDataSet.OpenNpy(Path.Combine(DataFolder, "spirals-x.npy"), Path.Combine(DataFolder, "spirals-y.npy"), classCount: 2);
        Describe(".npy, mapped", npy);

        // A CSV file of nothing but numbers, read row by row however long it is; the last column weighs the rows.
        string csv = Path.Combine(OutputFolder, "points.csv");
        File.WriteAllLines(csv, ["across,up,class,weight", "0,0,0,1", "0,1,1,1", "1,0,1,0.5", "1,1,0,2"]);
        Describe("CSV, streamed", CsvDataSet.Open(csv, new CsvOptions { ClassCount = 2, LabelColumn = "class", WeightColumn = "weight" }));

        var net = new SpiralNet(seed: 1);
        net.Fit(npy, new FitOptions { Epochs = 100, Optimizer = Optimizer.Adam(0.01) });
        Evaluation spirals = net.Evaluate(npy, [Metric.Precision(), Metric.Recall(), Metric.RocAuc()]);
        Console.WriteLine($"the two spirals of the .npy file: {spirals}");
    }
}
