using StaticNet;

namespace TrainingWalk;

internal sealed class Diary(string name) : TrainingCallback
{
    public override void OnTrainingBegin(TrainingContext context) => Console.WriteLine($"{name}: training begins");

    public override void OnEpochEnd(TrainingContext context)
    {
        EpochRecord epoch = context.LastEpoch!;
        string stop = context.StopRequested ? ", stop" : "";
        Console.WriteLine($"{name}: epoch {epoch.Epoch}, validation loss {epoch.ValidationLoss:F4}, rate × {context.LearningRateFactor:0.####}{stop}");
    }

    public override void OnTrainingEnd(TrainingContext context) => Console.WriteLine($"{name}: training ends");
}

internal static partial class Walk
{
    private static void S08Callbacks()
    {
        // Every event goes through the list in its order: the first diary is written before the rate is lowered, the second after.
        string file = Path.Combine(OutputFolder, "best.safetensors");
        var net = new DigitNet(seed: 1);
        net.Fit(Digits.Train, new FitOptions
        {
            Epochs = 20,
            Optimizer = Optimizer.Momentum(0.3),
            Validation = Digits.Validation,
            Callbacks =
            [
                new Diary("before"),
                new ReduceOnPlateau { Patience = 1, Factor = 0.1 },
                new EarlyStopping { Patience = 2 },
                new ModelCheckpoint(file),
                new Diary("after"),
            ],
        });

        var best = new DigitNet();
        best.Load(file);
        Console.WriteLine($"the file holds the best epoch, and so does the network: {best.Evaluate(Digits.Validation).Loss:F4}, {net.Evaluate(Digits.Validation).Loss:F4}");
    }
}
