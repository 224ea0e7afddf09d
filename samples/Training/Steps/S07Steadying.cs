using StaticNet;

namespace TrainingWalk;

[Input(64), Rescale(1 / 16.0)]
[Dense(64, KernelConstraint = Constraint.MaxNorm, KernelMaxNorm = 1.5), Relu]
[Dense(32, KernelConstraint = Constraint.UnitNorm), Relu]
[Dense(10, KernelL1 = 1e-4), Softmax]
[Network(Reproducible = true)]
public sealed partial class ConstrainedDigitNet;

internal static partial class Walk
{
    private static void S07Steadying()
    {
        Optimizer optimizer = Optimizer.Adam(0.003) with { L1 = 1e-5, L2 = 1e-5, ClipValue = 0.5, ClipTensorNorm = 1, ClipNorm = 2 };
        var net = new ConstrainedDigitNet(seed: 1);
        History history = net.Fit(Digits.Train, new FitOptions
        {
            Epochs = 10,
            BatchSize = 16,
            AccumulateSteps = 4,
            Optimizer = optimizer,
            WeightAverage = 0.98,
            Validation = Digits.Validation,
        });
        Console.WriteLine($"{history.Steps} steps, each of 4 batches of 16; validation accuracy {history.Epochs[^1].ValidationAccuracy:P1}");

        // Each unit's weights are a column of the kernel. Averaged weights lie inside of what the constraints allow.
        foreach (string layer in (string[])["dense1", "dense2"])
        {
            ParameterView kernel = net.Parameters[$"{layer}.kernel"];
            IEnumerable<double> norms = Enumerable.Range(0, kernel.Shape[1])
                .Select(unit => Math.Sqrt(Enumerable.Range(0, kernel.Shape[0]).Sum(row => Math.Pow(kernel[row, unit], 2))));
            Console.WriteLine($"{layer}: norms of the units from {norms.Min():F3} to {norms.Max():F3}");
        }
    }
}
