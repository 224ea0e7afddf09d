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

    /// <summary>Places of values that the constraint sees together: a vector whole, a kernel column by column.</summary>
    public IEnumerable<int[]> ConstrainedGroups() => shape.Length == 1
        ? [[.. Enumerable.Range(0, Count)]]
        : Enumerable.Range(0, Columns).Select(column => Enumerable.Range(0, Count / Columns).Select(row => (row * Columns) + column).ToArray());

    public double[] Values { get; set; } = new double[shape.Aggregate(1, static (product, size) => product * size)];

    public double[] Gradient { get; set; } = new double[shape.Aggregate(1, static (product, size) => product * size)];

    public int Count => Values.Length;
}
