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
        }.Where(static argument => argument.IsGiven).Select(static argument => argument.Text);

    public override bool Accepts(int[] input) => Axis < 0 ? -Axis <= input.Length : Axis >= 1 && Axis <= input.Length;

    /// <summary>Values a channel and sample.</summary>
    public int ValuesPerSample(int[] input) => Size(input) / input[AxisOf(input)];

    public override Layer Interpret(string name, int[] input) => new BatchNormLayer(name, input, AxisOf(input), Center, Scale)
    {
        Epsilon = (float)Epsilon,
        Momentum = (float)Momentum,
        IsCumulative = Cumulative,
        IsUnbiased = Unbiased,
        IsFrozen = Frozen,
    };

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) =>
        suffix is "gamma" or "moving_variance" ? (1, 1) : (0, 0);

    public static BatchNormDescription Draw(Random random, int rank) => new(
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
