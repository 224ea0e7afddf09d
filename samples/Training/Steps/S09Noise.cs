using StaticNet;

namespace TrainingWalk;

[Input(64), Standardize]
[Dense(64, Kernel = Initializer.LecunNormal), Selu, AlphaDropout(0.1)]
[Dense(32, Kernel = Initializer.LecunNormal), Selu, AlphaDropout(0.1)]
[Dense(10), Softmax]
[Network(Reproducible = true)]
public sealed partial class SelfNormalisingDigitNet;

[Input(64), Rescale(1 / 16.0), GaussianNoise(0.1)]
[Dense(64), Relu, GaussianDropout(0.2)]
[Dense(32), Relu]
[Dense(10), Softmax]
[Network(Reproducible = true)]
public sealed partial class NoisyDigitNet;

internal static partial class Walk
{
    private static void S09Noise()
    {
        var selu = new SelfNormalisingDigitNet(seed: 1);
        selu.Fit(Digits.Train, new FitOptions { Epochs = 15 });
        Console.WriteLine($"SELU with AlphaDropout: {selu.Evaluate(Digits.Test).Accuracy:P1}");

        var noisy = new NoisyDigitNet(seed: 1);
        noisy.Fit(Digits.Train, new FitOptions { Epochs = 15 });
        Console.WriteLine($"GaussianNoise and GaussianDropout: {noisy.Evaluate(Digits.Test).Accuracy:P1}");
        Console.WriteLine($"loss on training data without noise {noisy.Evaluate(Digits.Train).Loss:F3}, with it {noisy.Evaluate(Digits.Train, EvaluationMode.Training).Loss:F3}");
    }
}
