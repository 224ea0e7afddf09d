namespace StaticNet.Generator.Tests.Control;

/// <summary>The networks that training is steered on, compiled once.</summary>
internal static class ControlNetwork
{
    public const int Rows = 75;

    public const int Inputs = 6;

    public const int Outputs = 3;

    private static readonly CompiledNetworks _networks = new(
    [
        Plain, Wide, Normalized(""), Normalized("Trainable = false"), Normalized("Renormalize = true"), Normalized("VirtualBatch = 4"),
        Normalized("Average = MovingAverage.Cumulative"), Normalized("RunningVariance = RunningVariance.Unbiased"),
        ByRows(""), ByRows("Trainable = false"), ByRows("VirtualBatch = 4"), ByRows("Renormalize = true"),
        Constrained(""), Constrained(MaxNorm), Constrained(UnitNorm), Constrained(NonNegative), Constrained(MinMaxNorm),
        Constrained("KernelL1 = 0.125, KernelL2 = 0.25"),
    ]);

    public const string MaxNorm = "KernelConstraint = Constraint.MaxNorm, KernelMaxNorm = 0.5";
    public const string UnitNorm = "KernelConstraint = Constraint.UnitNorm";
    public const string NonNegative = "KernelConstraint = Constraint.NonNegative";
    public const string MinMaxNorm =
        "KernelConstraint = Constraint.MinMaxNorm, KernelMinNorm = 0.25, KernelMaxNorm = 0.75, KernelNormRate = 0.5";

    /// <summary>No BatchNorm and no noise: a batch is the sum of its rows.</summary>
    public static string Plain => "[Input(6), Dense(40), Tanh, Dense(7), PRelu, Dense(3), Softmax]";

    /// <summary>Enough work for several threads.</summary>
    public static string Wide =>
        "[Input(300), Dense(200, bias: false), BatchNorm, Relu]\n[Dense(100, KernelConstraint = Constraint.MaxNorm, KernelMaxNorm = 0.5), PRelu(shared: true), Dropout(0.2)]\n"
        + "[Dense(70, KernelL1 = 0.001), BatchNorm(GammaL2 = 0.01)]\n[Dense(5), Softmax]";

    public static string Normalized(string arguments) => $"[Input(6), Dense(40), BatchNorm({arguments}), Relu, Dense(7), Tanh, Dense(3), Softmax]";

    public static string ByRows(string arguments) =>
        $"[Input(2, 3), Dense(40), BatchNorm(axis: 1{(arguments.Length > 0 ? ", " + arguments : "")}), Relu, Flatten, Dense(3), Softmax]";

    public static string Constrained(string arguments) =>
        $"[Input(6), Dense(40{(arguments.Length > 0 ? ", " + arguments : "")}), Tanh, Dense(3), Softmax]";

    public static Network Create(string declaration, ulong seed = 5) => _networks.Create(declaration, seed);

    /// <summary>Rows with labels for a network of any width.</summary>
    public static MemoryDataSet Data(Network network, int rows = Rows, int seed = 1) => DataSet.FromArrays(
        Networks.Architectures.Input(network, rows, seed: seed), network.Layout.InputSize,
        [.. Enumerable.Range(0, rows).Select(row => (row * 7) % network.Layout.OutputSize)], network.Layout.OutputSize);

    public static float[] Parameters(Network network) => [.. network.Parameters.SelectMany(static parameter => parameter.ToArray())];
}
