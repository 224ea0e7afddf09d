using Scoring;
using StaticNet;
using StaticNet.Data;

// Learns from a table that fits into memory, and scores one that need not: memory does not grow with the rows, which the program checks of itself.
const int KnownRows = 20_000;
if (args.Length > 2 || (args.Length > 0 && !(int.TryParse(args[0], out int parsed) && parsed >= StreamScorer.FirstCheck)))
{
    Console.Error.WriteLine($"Takes how many rows to score, {StreamScorer.FirstCheck:N0} or more (by default 1,000,000), and a folder to keep the files in.");
    return 2;
}

int rows = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
string folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("scoring-").FullName;
try
{
    Directory.CreateDirectory(folder);
    string known = Path.Combine(folder, "known.csv");
    string payments = Path.Combine(folder, "payments.csv");
    string scores = Path.Combine(folder, "scores.csv");
    Payments.Write(known, KnownRows, seed: 1, isKnown: true);
    Payments.Write(payments, rows, seed: 2, isKnown: false);

    // What is learnt of the columns (means, categories, what stands in for missing ages) comes from the training part, and goes with the network.
    TableSplit split = Table.ReadCsv(known).Split(train: 0.8, validation: 0.1, test: 0.1, seed: 1, stratifyBy: "fraud");
    TableEncoding encoding = TableEncoding.Fit(split.Train, new EncodingOptions
    {
        ClassColumn = "fraud",
        Columns = { ["account_age"] = ColumnOptions.Numeric(MissingValues.Median, flagMissing: true) },
    });
    DataSplit data = encoding.Encode(split);
    var net = new PaymentNet(seed: 1);
    net.Fit(data.Train, new FitOptions { Epochs = 5, BatchSize = 128, Optimizer = Optimizer.Adam(learningRate: 0.01), Validation = data.Validation });
    Console.WriteLine($"{KnownRows:N0} payments to learn from: accuracy {net.Evaluate(data.Test).Accuracy:P1} on the tenth held back");

    ScoringResult result = StreamScorer.Run(net.ToPredictor(), encoding.ReadFeatures(payments), scores);
    Console.WriteLine(
        $"{result.Rows:N0} payments scored: {result.Rows / result.Duration.TotalSeconds:N0} rows/s, {new FileInfo(payments).Length / 1e6:F1} MB read");
    Console.WriteLine(
        $"memory in use: {result.FirstMemory / 1e6:F2} MB after {StreamScorer.FirstCheck:N0} rows, at most {result.PeakMemory / 1e6:F2} MB up to the last");
    if (!result.IsConstant)
    {
        Console.Error.WriteLine("Expected memory that does not grow with the rows.");
        return 1;
    }

    if (args.Length > 1)
    {
        Console.WriteLine($"written: {scores}");
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}
finally
{
    if (args.Length < 2)
    {
        Directory.Delete(folder, recursive: true);
    }
}
