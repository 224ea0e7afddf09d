namespace StaticNet.Generator.Tests.Control;

/// <summary>Penalties and constraints that Dense declares of its kernel.</summary>
public sealed class KernelConstraintTests
{
    private const double KerasEpsilon = 1e-7;

    public static TheoryData<string> Arguments =>
        [ControlNetwork.MaxNorm, ControlNetwork.UnitNorm, ControlNetwork.NonNegative, ControlNetwork.MinMaxNorm];

    private static Optimizer[] Optimizers =>
    [
        Optimizer.Sgd(0.5), Optimizer.Adam(0.1), Optimizer.Nesterov(0.5) with { WeightDecay = 0.01 }, Optimizer.Adam(0.1) with { ClipNorm = 0.1 },
        Optimizer.Momentum(0.5) with { ClipValue = 0.01, L1 = 0.001 },
    ];

    /// <summary>Every way an update can go: out of the registers, panel by panel, and after all gradients.</summary>
    [Theory]
    [MemberData(nameof(Arguments))]
    public void A_step_is_the_free_one_and_then_the_constraint_of_each_column(string arguments)
    {
        foreach (Optimizer optimizer in Optimizers)
        {
            foreach (int accumulate in new[] { 1, 2 })
            {
                Network constrained = ControlNetwork.Create(ControlNetwork.Constrained(arguments));
                Network free = ControlNetwork.Create(ControlNetwork.Constrained(""));
                var options = new FitOptions { Epochs = 1, BatchSize = 75, Optimizer = optimizer, AccumulateSteps = accumulate };
                constrained.Fit(ControlNetwork.Data(constrained), options);
                free.Fit(ControlNetwork.Data(free), options);
                double[] expected = Constrain(free.Parameters["dense1.kernel"], constrained.Layout.Parameters[0].Constraint);
                float[] found = constrained.Parameters["dense1.kernel"].ToArray();
                for (int i = 0; i < found.Length; i++)
                {
                    Assert.Equal(expected[i], found[i], 1e-6);
                }

                Assert.Equal(free.Parameters["dense1.bias"].ToArray(), constrained.Parameters["dense1.bias"].ToArray());
                Assert.Equal(free.Parameters["dense2.kernel"].ToArray(), constrained.Parameters["dense2.kernel"].ToArray());
            }
        }
    }

    [Fact]
    public void Penalties_are_part_of_the_loss_and_move_the_kernel()
    {
        const double Rate = 0.5;
        Network penalized = ControlNetwork.Create(ControlNetwork.Constrained("KernelL1 = 0.125, KernelL2 = 0.25"));
        Network plain = ControlNetwork.Create(ControlNetwork.Constrained(""));
        float[] kernel = plain.Parameters["dense1.kernel"].ToArray();
        MemoryDataSet data = ControlNetwork.Data(plain);
        var options = new FitOptions { Epochs = 1, BatchSize = 75, Optimizer = Optimizer.Sgd(Rate) with { L1 = 0.0625 } };
        EpochRecord with = penalized.Fit(data, options).Epochs[0];
        EpochRecord without = plain.Fit(data, options).Epochs[0];
        Assert.Equal(kernel.Sum(static w => (0.125 * Math.Abs((double)w)) + (0.25 * w * w)), with.Loss - without.Loss, 1e-5);
        float[] found = penalized.Parameters["dense1.kernel"].ToArray();
        float[] unpenalized = plain.Parameters["dense1.kernel"].ToArray();
        for (int i = 0; i < kernel.Length; i++)
        {
            Assert.Equal(unpenalized[i] - (Rate * ((0.125 * Math.Sign(kernel[i])) + (2 * 0.25 * kernel[i]))), found[i], 1e-6);
        }
    }

    [Fact]
    public void The_architecture_is_the_same() => Assert.Equal(
        ControlNetwork.Create(ControlNetwork.Constrained("")).Layout.ArchitectureHash,
        ControlNetwork.Create(ControlNetwork.Constrained(ControlNetwork.MaxNorm)).Layout.ArchitectureHash);

    private static double[] Constrain(ParameterView kernel, ConstraintLayout constraint)
    {
        double[] values = [.. kernel.ToArray().Select(static value => (double)value)];
        int columns = kernel.Shape[1];
        for (int column = 0; column < columns; column++)
        {
            double norm = Math.Sqrt(Enumerable.Range(0, kernel.Shape[0]).Sum(row => Math.Pow(values[(row * columns) + column], 2)));
            double clamped = Math.Min(Math.Max(norm, constraint.MinNorm), constraint.MaxNorm);
            for (int i = column; i < values.Length; i += columns)
            {
                values[i] = constraint.Kind switch
                {
                    Constraint.NonNegative => Math.Max(0, values[i]),
                    Constraint.MaxNorm => values[i] * Math.Min(norm, constraint.MaxNorm) / (KerasEpsilon + norm),
                    Constraint.UnitNorm => values[i] / (KerasEpsilon + norm),
                    _ => values[i] * ((constraint.Rate * clamped) + ((1 - constraint.Rate) * norm)) / (KerasEpsilon + norm),
                };
            }
        }

        return values;
    }
}
