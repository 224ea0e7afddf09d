using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

internal sealed record DenseDescription(int Units, bool Bias = true) : LayerDescription("Dense")
{
    /// <summary>How the kernel is drawn, with what it takes.</summary>
    public InitializerDescription Kernel { get; init; } = new(Initializer.GlorotUniform);

    public InitializerDescription BiasInitializer { get; init; } = new(Initializer.Zeros);

    /// <summary>The kernel's penalties and constraint; its initialiser means nothing.</summary>
    public VectorDescription KernelCare { get; init; } = new(new InitializerDescription(Initializer.Zeros));

    protected override IEnumerable<string> Arguments =>
    [
        $"{Units}",
        .. Bias ? Array.Empty<string>() : ["bias: false"],
        .. Kernel.Kind == Initializer.GlorotUniform ? [] : Kernel.Print("Kernel", "Kernel"),
        .. KernelCare.Print("Kernel", Initializer.Zeros),
        .. BiasInitializer.Kind == Initializer.Zeros ? [] : BiasInitializer.Print("BiasInitializer", "Bias"),
    ];

    public override int[] Output(int[] input) => [.. input[..^1], Units];

    public override long Cost(int[] input) => (long)Size(input) * Units;

    public override Layer Interpret(string name, int[] input) => new DenseLayer(
        name, input[^1], Units, Bias, KernelCare.L1, KernelCare.L2, KernelCare.Constraint);

    public override (double Minimum, double Maximum) InitialBounds(string suffix, int[] input)
    {
        InitializerDescription initializer = suffix == "kernel" ? Kernel : BiasInitializer;
        double fanIn = input[^1];
        double limit = initializer.Kind switch
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
        return double.IsInfinity(limit) ? initializer.Bounds : (-limit, limit);
    }

    public static DenseDescription Draw(Random random, int units)
    {
        bool bias = random.Next(3) != 0;
        return new DenseDescription(units, bias)
        {
            Kernel = InitializerDescription.Draw(random, (Initializer)(random.Next(2) == 0 ? 0 : random.Next(15))),
            KernelCare = random.Next(3) != 0
                ? new(new InitializerDescription(Initializer.Zeros))
                : VectorDescription.Draw(random, Initializer.Zeros) with { Initializer = new(Initializer.Zeros) },
            BiasInitializer = !bias ? new(Initializer.Zeros) : InitializerDescription.DrawForVector(random, Initializer.Zeros),
        };
    }
}
