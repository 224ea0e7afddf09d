using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <param name="Axis">As written: 1 is the first axis of a sample, −1 the last.</param>
/// <param name="Momentum">Of the moving averages.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Center">Whether there is a β.</param>
/// <param name="Scale">Whether there is a γ.</param>
/// <param name="Cumulative">Whether the averages are plain means over batches.</param>
/// <param name="Unbiased">Whether the moving variance is.</param>
/// <param name="Frozen">Whether training uses the moving statistics.</param>
internal sealed record BatchNormDescription(
    int Axis = -1,
    double Momentum = 0.99,
    double Epsilon = 1e-3,
    bool Center = true,
    bool Scale = true,
    bool Cumulative = false,
    bool Unbiased = false,
    bool Frozen = false) : LayerDescription("BatchNorm")
{
    private static readonly int[] _virtualBatches = [2, 3, 4, 7, 16, 32, 33];

    /// <summary>Whether γ and β are trained; if not, the statistics do not move either.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Samples that share statistics; 0 for the whole batch.</summary>
    public int VirtualBatch { get; init; }

    /// <summary>The bounds of renormalisation, if there is any.</summary>
    public (double RMax, double DMax)? Renormalization { get; init; }

    public VectorDescription Gamma { get; init; } = new(new InitializerDescription(Initializer.Ones));

    public VectorDescription Beta { get; init; } = new(new InitializerDescription(Initializer.Zeros));

    public InitializerDescription MovingMean { get; init; } = new(Initializer.Zeros);

    public InitializerDescription MovingVariance { get; init; } = new(Initializer.Ones);

    /// <summary>Whether training takes the statistics of batches.</summary>
    public bool TakesBatches => !Frozen && Trainable;

    protected override IEnumerable<string> Arguments =>
        new (bool IsGiven, string Text)[]
        {
            (Axis != -1, $"axis: {Axis}"),
            (Momentum is not 0.99, $"momentum: {Number(Momentum)}"),
            (Epsilon is not 1e-3, $"epsilon: {Number(Epsilon)}"),
            (!Center, "center: false"),
            (!Scale, "scale: false"),
            (Cumulative, "Average = MovingAverage.Cumulative"),
            (Unbiased, "RunningVariance = RunningVariance.Unbiased"),
            (Frozen, "FrozenStatistics = true"),
            (!Trainable, "Trainable = false"),
            (VirtualBatch > 0, $"VirtualBatch = {VirtualBatch}"),
            (Renormalization is not null, "Renormalize = true"),
            (Renormalization is { RMax: not 3 }, $"RMax = {Number(Renormalization?.RMax ?? 0)}"),
            (Renormalization is { DMax: not 5 }, $"DMax = {Number(Renormalization?.DMax ?? 0)}"),
        }.Where(static argument => argument.IsGiven).Select(static argument => argument.Text)
            .Concat(Scale ? Gamma.Print("Gamma", Initializer.Ones) : [])
            .Concat(Center ? Beta.Print("Beta", Initializer.Zeros) : [])
            .Concat(MovingMean.Kind == Initializer.Zeros ? [] : MovingMean.Print("MovingMean", "MovingMean"))
            .Concat(MovingVariance.Kind == Initializer.Ones ? [] : MovingVariance.Print("MovingVariance", "MovingVariance"));

    public override bool Accepts(int[] input) => Axis < 0 ? -Axis <= input.Length : Axis >= 1 && Axis <= input.Length;

    /// <summary>Values a channel and sample.</summary>
    public int ValuesPerSample(int[] input) => Size(input) / input[AxisOf(input)];

    public override Layer Interpret(string name, int[] input) => new BatchNormLayer(
        name, input, AxisOf(input),
        Scale ? Gamma.Interpret(name + ".gamma", input[AxisOf(input)], Trainable) : null,
        Center ? Beta.Interpret(name + ".beta", input[AxisOf(input)], Trainable) : null)
    {
        Epsilon = (float)Epsilon,
        Momentum = (float)Momentum,
        IsCumulative = Cumulative,
        IsUnbiased = Unbiased,
        IsFrozen = !TakesBatches,
        VirtualBatch = VirtualBatch,
        Renormalization = Renormalization is { } bounds ? ((float)bounds.RMax, (float)bounds.DMax) : null,
    };

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) =>
        suffix switch
        {
            "gamma" => Gamma.Initializer.Bounds,
            "beta" => Beta.Initializer.Bounds,
            "moving_mean" => MovingMean.Bounds,
            "moving_variance" => MovingVariance.Bounds,
            _ => (0, 0),
        };

    public static BatchNormDescription Draw(Random random, int rank)
    {
        BatchNormDescription plain = DrawPlain(random, rank);
        if (random.Next(2) == 0)
        {
            return plain;
        }

        bool isTrainable = random.Next(5) != 0;
        VectorDescription Vector(Initializer usual)
        {
            VectorDescription drawn = VectorDescription.Draw(random, usual);
            return isTrainable ? drawn : new VectorDescription(drawn.Initializer);
        }

        int variation = plain.Frozen || !isTrainable ? 0 : random.Next(4);
        return plain with
        {
            VirtualBatch = variation == 1 ? _virtualBatches[random.Next(_virtualBatches.Length)] : 0,
            Renormalization = variation != 2 ? null
                : (random.Next(2) == 0 ? 3 : Math.Round(1 + random.NextDouble(), 2), random.Next(2) == 0 ? 5 : Math.Round(random.NextDouble(), 2)),
            Trainable = isTrainable,
            Gamma = Vector(Initializer.Ones),
            Beta = Vector(Initializer.Zeros),
            MovingMean = InitializerDescription.DrawForVector(random, Initializer.Zeros),
            MovingVariance = random.Next(3) switch
            {
                0 => new(Initializer.Uniform, 0.25, 0.25 + Math.Round(random.NextDouble(), 3)),
                1 => new(Initializer.Constant, Math.Round(random.NextDouble(), 3)),
                _ => new(Initializer.Ones),
            },
        };
    }

    private static BatchNormDescription DrawPlain(Random random, int rank) => new(
        random.Next(2) == 0 ? -1 : random.Next(2) == 0 ? random.Next(1, rank + 1) : -random.Next(1, rank + 1),
        random.Next(6) switch
        {
            0 or 1 => 0.99,
            2 => 0.9,
            3 => 0,
            4 => 1,
            _ => Math.Round(random.NextDouble(), 4),
        },
        random.Next(5) switch
        {
            0 or 1 => 1e-3,
            2 => 1e-5,
            3 => 0.1,
            _ => Math.Pow(10, -5 * random.NextDouble()),
        },
        random.Next(4) != 0,
        random.Next(4) != 0,
        random.Next(6) == 0,
        random.Next(4) == 0,
        random.Next(8) == 0);

    private int AxisOf(int[] input) => Axis < 0 ? input.Length + Axis : Axis - 1;
}
