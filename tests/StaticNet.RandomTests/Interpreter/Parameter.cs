namespace StaticNet.RandomTests.Interpreter;

/// <summary>A parameter or a statistic.</summary>
internal sealed class Parameter(string name, int[] shape, bool isKernel = false)
{
    public string Name { get; } = name;

    /// <summary>Whether L2 and weight decay act on it without being asked to act on all.</summary>
    public bool IsKernel { get; } = isKernel;

    /// <summary>Whether optimizers move it.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>λ of λ·Σ|w| in the loss.</summary>
    public double L1 { get; init; }

    /// <summary>λ of λ·Σw² in the loss.</summary>
    public double L2 { get; init; }

    /// <summary>What holds after each step.</summary>
    public ConstraintLayout Constraint { get; init; }

    public int Columns => shape[^1];

    public double[] Values { get; set; } = new double[shape.Aggregate(1, static (product, size) => product * size)];

    public double[] Gradient { get; set; } = new double[shape.Aggregate(1, static (product, size) => product * size)];

    public int Count => Values.Length;
}
