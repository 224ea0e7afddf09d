using Embedded;
using StaticNet;

// Trains three networks and saves their weights, each with a few samples to test them with, where the apps that embed them look for them.
if (args.Length > 1 || (args.Length == 1 && !Directory.Exists(args[0])))
{
    Console.Error.WriteLine("Takes the folder to save the weights in, which must exist; by default the one at hand.");
    return 2;
}

string folder = args.Length == 1 ? args[0] : ".";
string data = Path.Combine(AppContext.BaseDirectory, "Data");
MemoryDataSet digits = IdxFile.ReadDataSet(
    Path.Combine(data, "digits-images-idx3-ubyte.gz"), Path.Combine(data, "digits-labels-idx1-ubyte.gz"), classCount: 10);
Train(new DigitNet(seed: 1), digits, epochs: 10, "digits.safetensors");
Train(new CircleNet(seed: 1), Circle(), epochs: 40, "circle.safetensors");

// A quarter of a million weights, which the app is to use where they lie: the predictor is saved in place of the network.
Train(new WideDigitNet(seed: 1), digits, epochs: 3, "wide-digits.safetensors", isPacked: true);
return 0;

void Train(Network network, MemoryDataSet samples, int epochs, string file, bool isPacked = false)
{
    network.Fit(samples, new FitOptions { Epochs = epochs, BatchSize = 64, Optimizer = Optimizer.Adam(learningRate: 0.01) });
    float[] test = [.. Enumerable.Range(0, 5).SelectMany(row => samples.Row(row).ToArray())];
    string path = Path.Combine(folder, file);
    var options = new SaveOptions { SelfTest = test };
    if (isPacked)
    {
        network.ToPredictor().Save(path, options);
    }
    else
    {
        network.Save(path, options);
    }

    Console.WriteLine($"{path}: {network.Layout.ParameterCount:N0} parameters, accuracy {network.Evaluate(samples).Accuracy:P1} on what it was trained on");
    Console.WriteLine(FixedSample.Predict(network.ToPredictor()));
}

static MemoryDataSet Circle()
{
    const int Count = 4000;
    var random = new Random(1);
    var points = new float[Count * CircleNet.InputSize];
    var labels = new int[Count];
    for (int i = 0; i < Count; i++)
    {
        float x = points[2 * i] = (3 * random.NextSingle()) - 1.5f;
        float y = points[(2 * i) + 1] = (3 * random.NextSingle()) - 1.5f;
        labels[i] = (x * x) + (y * y) < 1 ? 1 : 0;
    }

    return DataSet.FromArrays(points, CircleNet.InputSize, labels, 2);
}
