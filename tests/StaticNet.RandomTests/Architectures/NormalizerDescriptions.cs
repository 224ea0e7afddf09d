using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record RescaleDescription(double Scale, double Offset) : LayerDescription("Rescale")
{
    protected override IEnumerable<string> Arguments => [Number(Scale), .. Offset is 0 ? Array.Empty<string>() : [Number(Offset)]];

    public override Layer Interpret(string name, int[] input) => new RescaleLayer((float)Scale, (float)Offset);
}

/// <summary>A normaliser that is fitted to the input, or a function before one.</summary>
internal abstract record NormalizerDescription(string Kind) : LayerDescription(Kind)
{
    /// <summary>The columns it acts on, in ascending order; null for all.</summary>
    public int[]? Selected { get; init; }

    /// <summary>Whether zeros stay zeros.</summary>
    public virtual bool KeepsZeros => false;

    /// <summary>What it is given beside its columns.</summary>
    protected virtual IEnumerable<string> OwnArguments => [];

    protected override IEnumerable<string> Arguments
    {
        get
        {
            if (Selected is null)
            {
                return OwnArguments;
            }

            bool areNeighbours = Selected[^1] - Selected[0] == Selected.Length - 1 && Selected.Length > 1;
            return OwnArguments.Concat(
                areNeighbours
                    ? [$"FirstColumn = {Selected[0]}", $"LastColumn = {Selected[^1]}"]
                    : [$"Columns = [{string.Join(", ", Selected)}]"]);
        }
    }

    public override bool Accepts(int[] input) => Selected is null || Selected[^1] < input[^1];

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) => suffix is "scale" or "deviation" ? (1, 1) : (0, 0);

    public static NormalizerDescription Draw(Random random, int[] shape)
    {
        double low = Math.Round((4 * random.NextDouble()) - 2, 2);
        double lower = Math.Round(1 + (50 * random.NextDouble()), 1);
        int[]? selected = random.Next(3) == 0 ? DrawColumns(random, shape[^1]) : null;
        NormalizerDescription drawn = random.Next(11) switch
        {
            0 => new MinMaxDescription(0, 1),
            1 => new MinMaxDescription(low, low + Math.Round(0.5 + (3 * random.NextDouble()), 2)),
            2 => new CenterDescription(),
            3 => new MaxAbsDescription(),
            4 => new RobustScaleDescription(25, 75, random.Next(2) == 0),
            5 => new RobustScaleDescription(lower, lower + Math.Round(20 + (25 * random.NextDouble()), 1), random.Next(2) == 0),
            6 when shape.Length == 1 && shape[0] <= 130 => WhitenDescription.Draw(random, selected?.Length ?? shape[0]),
            7 => new StandardizeDescription(Center: false, Unbiased: random.Next(2) == 0),
            8 => new ClipDescription(Math.Round(low - 1, 2), Math.Round(low + 1.5, 2)),
            9 => new LogDescription(Math.Round(6 + (30 * random.NextDouble()), 1)),
            _ => new StandardizeDescription(Center: true, Unbiased: random.Next(4) == 0),
        };
        return drawn with { Selected = selected };
    }

    private static int[] DrawColumns(Random random, int columns)
    {
        int first = random.Next(columns);
        int[] chosen = random.Next(2) == 0
            ? [.. Enumerable.Range(first, random.Next(1, columns - first + 1))]
            : [.. Enumerable.Range(0, columns).Where(_ => random.Next(3) == 0).Take(40)];
        return chosen.Length == 0 ? [first] : chosen;
    }
}

internal sealed record ClipDescription(double Low, double High) : NormalizerDescription("Clip")
{
    protected override IEnumerable<string> OwnArguments => [Number(Low), Number(High)];

    public override Layer Interpret(string name, int[] input) => new ColumnFunctionLayer(ElementwiseFunction.Clip((float)Low, (float)High), Selected);
}

internal sealed record LogDescription(double Offset) : NormalizerDescription("Log")
{
    protected override IEnumerable<string> OwnArguments => [Number(Offset)];

    public override Layer Interpret(string name, int[] input) => new ColumnFunctionLayer(ElementwiseFunction.Log((float)Offset), Selected);
}

internal sealed record CenterDescription() : NormalizerDescription("Center")
{
    public override Layer Interpret(string name, int[] input) => new CenterLayer(name, input[^1], Selected);
}

internal sealed record StandardizeDescription(bool Center, bool Unbiased) : NormalizerDescription("Standardize")
{
    public override bool KeepsZeros => !Center;

    protected override IEnumerable<string> OwnArguments =>
        [.. Center ? Array.Empty<string>() : ["center: false"], .. Unbiased ? ["Unbiased = true"] : Array.Empty<string>()];

    public override Layer Interpret(string name, int[] input) => new StandardizeLayer(name, input[^1], Selected, Center, Unbiased);
}

internal sealed record MinMaxDescription(double Low, double High) : NormalizerDescription("MinMax")
{
    protected override IEnumerable<string> OwnArguments => (Low, High) is (0, 1) ? [] : [Number(Low), Number(High)];

    public override Layer Interpret(string name, int[] input) => new MinMaxLayer(name, input[^1], Selected, Low, High);
}

internal sealed record MaxAbsDescription() : NormalizerDescription("MaxAbs")
{
    public override bool KeepsZeros => true;

    public override Layer Interpret(string name, int[] input) => new MaxAbsLayer(name, input[^1], Selected);
}

internal sealed record RobustScaleDescription(double Lower, double Upper, bool Center) : NormalizerDescription("RobustScale")
{
    public override bool KeepsZeros => !Center;

    protected override IEnumerable<string> OwnArguments => (Lower, Upper, Center) switch
    {
        (25, 75, true) => [],
        (25, 75, false) => ["center: false"],
        (_, _, true) => [Number(Lower), Number(Upper)],
        _ => [Number(Lower), Number(Upper), "center: false"],
    };

    public override Layer Interpret(string name, int[] input) => new RobustScaleLayer(name, input[^1], Selected, Lower, Upper, Center);
}

internal sealed record WhitenDescription(Whitening Form, double Epsilon, bool Standardizes, int Components) : NormalizerDescription("Whiten")
{
    protected override IEnumerable<string> OwnArguments =>
    [
        $"Whitening.{Form}",
        .. Epsilon == 0 ? Array.Empty<string>() : [Number(Epsilon)],
        .. Standardizes ? ["Standardize = true"] : Array.Empty<string>(),
        .. Components == 0 ? Array.Empty<string>() : [$"Components = {Components}"],
    ];

    public override bool Accepts(int[] input) => base.Accepts(input) && input.Length == 1 && Components <= (Selected?.Length ?? input[0]);

    public override int[] Output(int[] input) => [Components == 0 ? input[0] : input[0] - (Selected?.Length ?? input[0]) + Components];

    public override long Cost(int[] input) => (long)input[0] * Output(input)[0];

    public override Layer Interpret(string name, int[] input) => new WhitenLayer(name, input[0], Output(input)[0], Selected, Standardizes);

    public static WhitenDescription Draw(Random random, int selected)
    {
        var form = (Whitening)random.Next(3);
        return new WhitenDescription(
            form,
            form == Whitening.Decorrelate || random.Next(2) == 0 ? 0 : 0.01,
            random.Next(2) == 0,
            form == Whitening.Zca || random.Next(2) == 0 ? 0 : random.Next(1, selected + 1));
    }
}
