using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S05Freezing()
    {
        // Learn 0 to 4 first; then keep what the first layer has learned and learn the rest.
        MemoryDataSet low = Digits.Train.Select([.. Enumerable.Range(0, Digits.Train.Count).Where(row => Digits.Train.Label(row) < 5)]);
        var net = new DigitNet(seed: 1);
        net.Fit(low, new FitOptions { Epochs = 10 });
        Console.WriteLine($"taught 0 to 4: accuracy on all digits {net.Evaluate(Digits.Test).Accuracy:P1}");

        net.Freeze("dense1", "batchnorm1");
        float[] kernel = net.Parameters["dense1.kernel"].ToArray();
        float[] mean = net.Statistics["batchnorm1.moving_mean"].ToArray();
        net.ForgetOptimizer();
        net.Fit(Digits.Train, new FitOptions { Epochs = 10 });
        Console.WriteLine($"frozen: {string.Join(", ", net.FrozenLayers)}");
        Console.WriteLine($"its kernel moved: {!kernel.SequenceEqual(net.Parameters["dense1.kernel"].ToArray())}");
        Console.WriteLine($"its statistics moved: {!mean.SequenceEqual(net.Statistics["batchnorm1.moving_mean"].ToArray())}");
        Console.WriteLine($"taught the rest: {net.Evaluate(Digits.Test).Accuracy:P1}");

        net.Unfreeze("dense1", "batchnorm1");
        net.Fit(Digits.Train, new FitOptions { Epochs = 5, Optimizer = Optimizer.Adam(1e-4) });
        Console.WriteLine($"all layers, a small learning rate: {net.Evaluate(Digits.Test).Accuracy:P1}");
    }
}
