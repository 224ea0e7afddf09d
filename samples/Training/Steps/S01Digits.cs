using StaticNet;

namespace TrainingWalk;

[Input(64), Rescale(1 / 16.0)]
[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(32), Relu]
[Dense(10), Softmax]
[Network(Reproducible = true)]
public sealed partial class DigitNet;

internal static partial class Walk
{
    private static void S01Digits()
    {
        MemoryDataSet digits = IdxFile.ReadDataSet(
            Path.Combine(DataFolder, "digits-images-idx3-ubyte.gz"), Path.Combine(DataFolder, "digits-labels-idx1-ubyte.gz"), classCount: 10);
        Digits = digits.Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1);

        Console.WriteLine(digits);

        var net = new DigitNet(seed: 1);
        History history = net.Fit(Digits.Train, new FitOptions { Epochs = 10, Optimizer = Optimizer.Adam(0.003), Validation = Digits.Validation });
        foreach (EpochRecord epoch in history.Epochs)
        {
            Console.WriteLine($"{epoch.Epoch,2}  loss {epoch.Loss:F3}  validation loss {epoch.ValidationLoss:F3}  validation accuracy {epoch.ValidationAccuracy:P1}");
        }

        Console.WriteLine($"test: {net.Evaluate(Digits.Test)}");
    }
}
