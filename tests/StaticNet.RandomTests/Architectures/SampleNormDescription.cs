using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <param name="Kind">LayerNorm, RMSNorm or GroupNorm.</param>
/// <param name="Groups">Of a GroupNorm, as written: -1 is a group a column.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Center">Whether there is a β.</param>
/// <param name="Scale">Whether there is a γ.</param>
internal sealed record SampleNormDescription(string Kind, int Groups = 1, double Epsilon = 1e-3, bool Center = true, bool Scale = true)
    : LayerDescription(Kind)
{
    private bool IsGrouped => Kind == "GroupNorm";

    private bool IsCentered => Kind != "RMSNorm";

    protected override IEnumerable<string> Arguments =>
        new (bool IsGiven, string Text)[]
        {
            (IsGrouped, $"{Groups}"),
            (Epsilon != (IsCentered ? 1e-3 : 1e-6), $"epsilon: {Number(Epsilon)}"),
            (IsCentered && !Center, "center: false"),
            (!Scale, "scale: false"),
        }.Where(static argument => argument.IsGiven).Select(static argument => argument.Text);

    public override bool Accepts(int[] input) =>
        input[^1] % GroupsOf(input) == 0 && (!IsCentered || PositionsOf(input) * input[^1] > GroupsOf(input));

    public override Layer Interpret(string name, int[] input) =>
        new SampleNormLayer(name, input[^1], PositionsOf(input), GroupsOf(input), IsCentered && Center, Scale)
        {
            Epsilon = (float)Epsilon,
            IsCentered = IsCentered,
        };

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) => suffix == "gamma" ? (1, 1) : (0, 0);

    /// <summary>A norm that takes samples of a shape, or nearly always.</summary>
    public static SampleNormDescription Draw(Random random, int[] shape)
    {
        double epsilon = random.Next(3) switch
        {
            0 => 1e-3,
            1 => 1e-6,
            _ => Math.Pow(10, -5 * random.NextDouble()),
        };
        bool center = random.Next(4) != 0;
        bool scale = random.Next(4) != 0;

        // Of two values, a norm leaves hardly more than which is larger: little comes back through it but rounding.
        int least = random.Next(8) == 0 ? 1 : 5;
        int[] divisors = [.. Enumerable.Range(1, shape[^1]).Where(groups => shape[^1] % groups == 0 && Size(shape) / groups >= least).DefaultIfEmpty(1)];
        return random.Next(4) switch
        {
            0 or 1 when shape[^1] >= least => new SampleNormDescription("LayerNorm", 1, epsilon, center, scale),
            2 => new SampleNormDescription("RMSNorm", 1, epsilon, Center: false, scale),
            _ => new SampleNormDescription(
                "GroupNorm", Size(shape) / shape[^1] >= least && random.Next(4) == 0 ? -1 : divisors[random.Next(divisors.Length)], epsilon, center, scale),
        };
    }

    private int GroupsOf(int[] input) => !IsGrouped ? 1 : Groups == -1 ? input[^1] : Groups;

    private int PositionsOf(int[] input) => IsGrouped ? Size(input) / input[^1] : 1;
}
