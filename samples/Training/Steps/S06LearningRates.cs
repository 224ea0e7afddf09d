using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S06LearningRates()
    {
        LearningRateSweep sweep = LearningRateFinder.Run(
            new DigitNet(seed: 1), Digits.Train, new FitOptions { Optimizer = Optimizer.Momentum() }, minimum: 1e-4, maximum: 10);
        Console.WriteLine(sweep);

        int steps = 8 * ((Digits.Train.Count + 31) / 32);
        double rate = sweep.Suggestion!.Value;
        (string Name, LearningRateSchedule Schedule)[] schedules =
        [
            ("constant", LearningRateSchedule.Constant),
            ("a tenth every 3 epochs", LearningRateSchedule.StepByEpoch(3)),
            ("0.8 each epoch", LearningRateSchedule.ExponentialByEpoch(0.8)),
            ("warm-up, then cosine", LearningRateSchedule.Warmup(34, LearningRateSchedule.Cosine(steps))),
            ("one cycle", LearningRateSchedule.OneCycle(steps)),
            ("warm restarts", LearningRateSchedule.WarmRestartsByEpoch(firstEpochs: 1, multiplier: 2)),
        ];
        foreach ((string name, LearningRateSchedule schedule) in schedules)
        {
            var net = new DigitNet(seed: 1);
            History history = net.Fit(
                Digits.Train, new FitOptions { Epochs = 8, Optimizer = Optimizer.Momentum(rate) with { Schedule = schedule }, Validation = Digits.Validation });
            string rates = string.Join(' ', history.Epochs.Select(epoch => $"{epoch.LearningRate,8:F5}"));
            Console.WriteLine($"{name,-22} {rates}  validation loss {history.Epochs[^1].ValidationLoss:F4}");
        }
    }
}
