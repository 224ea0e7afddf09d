using StaticNet;
using StaticNet.Consumer;

// Two clouds of points, and a network that learns to tell them apart.
var random = new Random(1);
int[] labels = [.. Enumerable.Range(0, 400).Select(static i => i % 2)];
float[,] points = new float[labels.Length, CloudNet.InputSize];
for (int i = 0; i < labels.Length; i++)
{
    points[i, 0] = (labels[i] == 0 ? -1 : 1) + random.NextSingle();
    points[i, 1] = random.NextSingle();
}

var net = new CloudNet(seed: 1);
History history = net.Fit(DataSet.FromArrays(points, labels, CloudNet.OutputSize), new FitOptions { Epochs = 5, BatchSize = 20 });

CloudNet.Predictor predictor = net.ToPredictor();
Span<float> probabilities = stackalloc float[CloudNet.OutputSize];
predictor.Predict([1.5f, 0.5f], probabilities);
Console.WriteLine($"{history.Epochs.Count} epochs; class {predictor.Classify([1.5f, 0.5f])} and class {predictor.Classify([-0.5f, 0.5f])}");
return probabilities[1] > 0.5f ? 0 : 1;
