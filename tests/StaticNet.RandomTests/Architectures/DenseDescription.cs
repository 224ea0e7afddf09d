using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record DenseDescription(int Units, bool Bias = true) : LayerDescription("Dense")
{
    /// <summary>How the kernel is drawn, with what it takes.</summary>
    public (Initializer Kind, double First, double Second) Kernel { get; init; } = (Initializer.GlorotUniform, 0, 0);

    public (Initializer Kind, double First, double Second) BiasInitializer { get; init; } = (Initializer.Zeros, 0, 0);

    protected override IEnumerable<string> Arguments =>
    [
        $"{Units}",
        .. Bias ? Array.Empty<string>() : ["bias: false"],
        .. Kernel.Kind == Initializer.GlorotUniform ? [] : Print("Kernel", "Kernel", Kernel),
        .. BiasInitializer.Kind == Initializer.Zeros ? [] : Print("BiasInitializer", "Bias", BiasInitializer),
    ];

    public override int[] Output(int[] input) => [.. input[..^1], Units];

    public override long Cost(int[] input) => (long)Size(input) * Units;

    public override Layer Interpret(string name, int[] input) => new DenseLayer(name, input[^1], Units, Bias);

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input)
    {
        (Initializer kind, double first, double second) = suffix == "kernel" ? Kernel : BiasInitializer;
        double fanIn = input[^1];
        double limit = kind switch
        {
            Initializer.GlorotUniform => Math.Sqrt(6 / (fanIn + Units)),
            Initializer.HeUniform => Math.Sqrt(6 / fanIn),
            Initializer.LecunUniform => Math.Sqrt(3 / fanIn),
            Initializer.GlorotNormal => 2 * Math.Sqrt(2 / (fanIn + Units)) / 0.87962566103423978,
            Initializer.HeNormal => 2 * Math.Sqrt(2 / fanIn) / 0.87962566103423978,
            Initializer.LecunNormal => 2 * Math.Sqrt(1 / fanIn) / 0.87962566103423978,
            Initializer.Orthogonal => 1,
            _ => double.PositiveInfinity,
        };
        return kind switch
        {
            Initializer.Zeros => (0, 0),
            Initializer.Ones => (1, 1),
            Initializer.Constant => (first, first),
            Initializer.Uniform => (first, second),
            _ => (-limit, limit),
        };
    }

    public static DenseDescription Draw(Random random, int units)
    {
        bool bias = random.Next(3) != 0;
        return new DenseDescription(units, bias)
        {
            Kernel = DrawInitializer(random, (Initializer)(random.Next(2) == 0 ? 0 : random.Next(15))),
            BiasInitializer = !bias || random.Next(2) == 0
                ? (Initializer.Zeros, 0, 0)
                : DrawInitializer(random, (Initializer)random.Next((int)Initializer.Uniform, (int)Initializer.Orthogonal)),
        };
    }

    private static (Initializer Kind, double First, double Second) DrawInitializer(Random random, Initializer kind)
    {
        double first = Math.Round((2 * random.NextDouble()) - 1, 3);
        double second = Math.Round(random.NextDouble(), 3);
        return kind switch
        {
            Initializer.Uniform => (kind, first, first + second),
            Initializer.Normal => (kind, first, second),
            Initializer.Constant => (kind, first, 0),
            _ => (kind, 0, 0),
        };
    }

    private static IEnumerable<string> Print(string property, string prefix, (Initializer Kind, double First, double Second) initializer)
    {
        (Initializer kind, double first, double second) = initializer;
        string[] numbers = kind switch
        {
            Initializer.Uniform => [$"{prefix}Min = {Number(first)}", $"{prefix}Max = {Number(second)}"],
            Initializer.Normal => [$"{prefix}Mean = {Number(first)}", $"{prefix}Deviation = {Number(second)}"],
            Initializer.Constant => [$"{prefix}Value = {Number(first)}"],
            _ => [],
        };
        return numbers.Prepend($"{property} = Initializer.{kind}");
    }
}
