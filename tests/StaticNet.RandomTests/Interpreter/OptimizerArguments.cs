using System.Globalization;

namespace StaticNet.RandomTests.Interpreter;

internal enum OptimizerKind
{
    Sgd,
    Momentum,
    Nesterov,
    RmsProp,
    Adam,
    AdamW,
    Adagrad,
}

/// <summary>An optimizer with all its numbers.</summary>
internal sealed record OptimizerArguments(OptimizerKind Kind)
{
    public double LearningRate { get; init; } = 0.01;

    public double Momentum { get; init; }

    /// <summary>β₁ of Adam.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂ of Adam, ρ of RMSProp.</summary>
    public double Beta2 { get; init; } = 0.999;

    public double Epsilon { get; init; } = 1e-7;

    public double InitialAccumulator { get; init; }

    public Convention Convention { get; init; }

    public double L1 { get; init; }

    public double L2 { get; init; }

    public double WeightDecay { get; init; }

    public bool DecaysAll { get; init; }

    public double ClipValue { get; init; } = double.PositiveInfinity;

    public double ClipTensorNorm { get; init; } = double.PositiveInfinity;

    public double ClipNorm { get; init; } = double.PositiveInfinity;

    /// <summary>The library's.</summary>
    public Optimizer Create()
    {
        Optimizer optimizer = Kind switch
        {
            OptimizerKind.Sgd => Optimizer.Sgd(LearningRate),
            OptimizerKind.Momentum => Optimizer.Momentum(LearningRate, Momentum),
            OptimizerKind.Nesterov => Optimizer.Nesterov(LearningRate, Momentum),
            OptimizerKind.RmsProp => Optimizer.RmsProp(LearningRate, Beta2, Momentum, Epsilon, Convention),
            OptimizerKind.Adam => Optimizer.Adam(LearningRate, Beta1, Beta2, Epsilon, Convention),
            OptimizerKind.AdamW => Optimizer.AdamW(LearningRate, WeightDecay, Beta1, Beta2, Epsilon, Convention),
            _ => Optimizer.Adagrad(LearningRate, InitialAccumulator, Epsilon, Convention),
        };
        return optimizer with
        {
            L1 = L1,
            L2 = L2,
            WeightDecay = WeightDecay,
            DecayAll = DecaysAll,
            ClipValue = ClipValue,
            ClipTensorNorm = ClipTensorNorm,
            ClipNorm = ClipNorm,
        };
    }

    public static OptimizerArguments Draw(Random random)
    {
        double Below(double limit) => random.NextDouble() * limit;
        return new OptimizerArguments((OptimizerKind)random.Next(7))
        {
            LearningRate = Math.Pow(10, -1 - Below(3)),
            Momentum = random.Next(3) == 0 ? 0 : Below(0.99),
            Beta1 = random.Next(2) == 0 ? 0.9 : Below(0.99),
            Beta2 = random.Next(2) == 0 ? 0.999 : Below(0.999),
            Epsilon = Math.Pow(10, -10 + Below(8)),
            InitialAccumulator = random.Next(2) == 0 ? 0 : Below(1),
            Convention = (Convention)random.Next(2),
            L1 = random.Next(4) == 0 ? Below(0.1) : 0,
            L2 = random.Next(3) == 0 ? Below(0.1) : 0,
            WeightDecay = random.Next(3) == 0 ? Below(0.1) : 0,
            DecaysAll = random.Next(3) == 0,
            ClipValue = random.Next(4) == 0 ? 0.01 + Below(0.5) : double.PositiveInfinity,
            ClipTensorNorm = random.Next(4) == 0 ? 0.01 + Below(1) : double.PositiveInfinity,
            ClipNorm = random.Next(3) == 0 ? 0.01 + Below(2) : double.PositiveInfinity,
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind}, {Convention}, learning rate {LearningRate:R}, momentum {Momentum:R}, betas {Beta1:R} {Beta2:R}, epsilon {Epsilon:R}, "
        + $"accumulator {InitialAccumulator:R}, L1 {L1:R}, L2 {L2:R}, decay {WeightDecay:R}{(DecaysAll ? " of all" : "")}, "
        + $"clip {ClipValue:R} {ClipTensorNorm:R} {ClipNorm:R}");
}
