using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S04Continuing()
    {
        Optimizer adam = Optimizer.Adam(0.003) with { Schedule = LearningRateSchedule.CosineByEpoch(5) };
        var once = new DigitNet(seed: 1);
        once.Fit(Digits.Train, new FitOptions { Epochs = 5, Optimizer = adam });

        var twice = new DigitNet(seed: 1);
        twice.Fit(Digits.Train, new FitOptions { Epochs = 2, Optimizer = adam });
        twice.Fit(Digits.Train, new FitOptions { Epochs = 3, Optimizer = adam });
        bool same = once.Parameters.Zip(twice.Parameters, (one, other) => one.ToArray().SequenceEqual(other.ToArray())).All(equal => equal);
        Console.WriteLine($"2 epochs and 3 more are 5, bit for bit: {same}");

        // A loop of one's own. Batches come from anywhere; here they are rows in their order.
        var own = new DigitNet(seed: 1);
        own.FitNormalizers(Digits.Train);
        float[] pixels = [.. Enumerable.Range(0, 64).SelectMany(row => Digits.Train.Row(row).ToArray())];
        for (int step = 1; step <= 30; step++)
        {
            double loss = own.TrainOnBatch(pixels, Digits.Train.Labels[..64], adam);
            if (step % 10 == 0)
            {
                Console.WriteLine($"step {step}: loss {loss:F4}");
            }
        }
    }
}
