namespace StaticNet.Generator.Model;

/// <summary>A parameter or statistic that a layer asks for.</summary>
/// <param name="Suffix">Its name within the layer, such as <c>kernel</c> or <c>moving_mean</c>.</param>
/// <param name="Role">A member of <c>TensorRole</c>.</param>
/// <param name="Rows">Rows of a matrix; 1 for a vector.</param>
/// <param name="Columns">Columns of a matrix, length of a vector.</param>
/// <param name="IsMatrix">Whether the logical shape has two axes.</param>
/// <param name="Initializer">A member of <c>Initializer</c>.</param>
/// <param name="First">The initialiser's first argument.</param>
/// <param name="Second">The initialiser's second argument.</param>
internal sealed record Tensor(
    string Suffix, string Role, int Rows, int Columns, bool IsMatrix, string Initializer, double First = 0, double Second = 0)
{
    /// <summary>Whether optimizers move it.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>λ of a penalty λ·Σ|w|.</summary>
    public double L1 { get; init; }

    /// <summary>λ of a penalty λ·Σw².</summary>
    public double L2 { get; init; }

    /// <summary>What it is brought back to after each step.</summary>
    public TensorConstraint Constraint { get; init; } = TensorConstraint.None;

    public int Count => checked(Rows * Columns);

    public int Floats => checked(Rows * Panels.PaddedColumns(Columns));

    public static Tensor Vector(string suffix, string role, int length, string initializer, double first = 0, double second = 0) =>
        new(suffix, role, 1, length, false, initializer, first, second);

    public static Tensor Matrix(string suffix, string role, int rows, int columns, string initializer, double first, double second) =>
        new(suffix, role, rows, columns, true, initializer, first, second);
}
