using ImportedDigits;
using StaticNet;
using StaticNet.Importing;

// One network in a file of Keras and in a file of PyTorch: both fill the same declaration, and predict the same.
string folder = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "Models");
try
{
    // A .keras file describes layers and settings, too: all of them have to be those declared.
    DigitNet fromKeras = Load(Import.Read(Path.Combine(folder, "digits.keras")));

    // A state_dict holds weights alone. What it does not say is said here: the module had BatchNorm1d(..., eps=1e-3), where PyTorch's default is 1e-5.
    DigitNet fromPyTorch = Load(Import.Read(Path.Combine(folder, "digits.pt"), new StateDictOptions { Epsilon = 1e-3 }));

    string data = Path.Combine(AppContext.BaseDirectory, "Data");
    MemoryDataSet digits = IdxFile.ReadDataSet(
        Path.Combine(data, "digits-images-idx3-ubyte.gz"), Path.Combine(data, "digits-labels-idx1-ubyte.gz"), classCount: 10);
    double accuracy = fromKeras.Evaluate(digits).Accuracy!.Value;
    float difference = LargestDifference(fromKeras.ToPredictor(), fromPyTorch.ToPredictor(), digits);
    Console.WriteLine($"accuracy on {digits.Count:N0} digits: {accuracy:P2}; largest difference between the two in any probability: {difference:E1}");
    if (accuracy < 0.99 || difference > 1e-6)
    {
        Console.Error.WriteLine("Expected an accuracy of at least 99 % and no difference above 1e-6.");
        return 1;
    }

    // What does not fit is refused whole, with all that is wrong in one message.
    try
    {
        Import.Into(new DigitNet(), Import.Read(Path.Combine(folder, "digits.pt")));
        return 1;
    }
    catch (InvalidDataException refusal)
    {
        Console.WriteLine($"without the epsilon: {refusal.Message}");
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}

static DigitNet Load(ForeignNetwork foreign)
{
    var net = new DigitNet();
    IReadOnlyList<ImportedLayer> layers = Import.Into(net, foreign);
    Console.WriteLine(string.Join(", ", layers.Select(static layer => $"{layer.Foreign} -> {layer.Layer}")));
    return net;
}

static float LargestDifference(DigitNet.Predictor one, DigitNet.Predictor other, MemoryDataSet digits)
{
    var first = new float[DigitNet.OutputSize];
    var second = new float[DigitNet.OutputSize];
    float largest = 0;
    for (int row = 0; row < digits.Count; row++)
    {
        one.Predict(digits.Row(row), first);
        other.Predict(digits.Row(row), second);
        largest = Math.Max(largest, first.Zip(second, static (a, b) => Math.Abs(a - b)).Max());
    }

    return largest;
}
