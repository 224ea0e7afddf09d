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
var point = new Point(1.5f, 0.5f);
predictor.Predict(in point, probabilities);
Console.WriteLine($"{history.Epochs.Count} epochs; {predictor.Classify(in point)} and {predictor.Classify([-0.5f, 0.5f])}");

// Pixels as bytes are the same numbers.
PixelNet.Predictor pixels = new PixelNet(seed: 1).ToPredictor();
byte[] image = [0, 255, 3, 17, 200, 90, 0, 0, 1, 2, 3, 4, 250, 128, 127, 64];
bool areAlike = pixels.ClassifyBytes(image) == pixels.Classify(Array.ConvertAll(image, static value => (float)value));
return areAlike && probabilities[(int)Side.Right] > 0.5f ? 0 : 1;
