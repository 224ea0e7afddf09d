using System.Diagnostics.CodeAnalysis;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Where a parameter or a statistic lies in its arena, and how it is named, shaped and initialised.</summary>
public sealed class TensorLayout
{
    /// <summary>A layout to be filled in.</summary>
    public TensorLayout()
    {
    }

    /// <summary>A layout.</summary>
    [SetsRequiredMembers]
    public TensorLayout(string name, TensorRole role, int[] shape, int offset, InitializerLayout initializer)
    {
        Name = name;
        Role = role;
        Shape = shape;
        Offset = offset;
        Initializer = initializer;
    }

    /// <summary>Name in files and messages, such as <c>dense1.kernel</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to its layer.</summary>
    public required TensorRole Role { get; init; }

    /// <summary>Logical shape: <c>[inputs, outputs]</c> of a kernel, <c>[columns]</c> of a vector.</summary>
    public required int[] Shape { get; init; }

    /// <summary>First float in the arena, a multiple of 16.</summary>
    public required int Offset { get; init; }

    /// <summary>Values before training.</summary>
    public required InitializerLayout Initializer { get; init; }

    /// <summary>Whether optimizers move it; otherwise it stays as it is, and so has no gradient.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>λ of a penalty λ·Σ|w| that its layer declares.</summary>
    public double L1 { get; init; }

    /// <summary>λ of a penalty λ·Σw² that its layer declares, beside that of the optimizer.</summary>
    public double L2 { get; init; }

    /// <summary>What it is brought back to after each step.</summary>
    public ConstraintLayout Constraint { get; init; }

    /// <summary>Number of values, padding not counted.</summary>
    public int Count => Rows * Columns;

    /// <summary>Floats in the arena, padding counted: a multiple of 16.</summary>
    public int Length => Rows * Panel.PaddedColumns(Columns);

    internal int Rows => Shape.Length == 2 ? Shape[0] : 1;

    internal int Columns => Shape[^1];

    /// <summary>Where logical element <paramref name="index"/> (row-major) lies in the arena.</summary>
    internal int OffsetOf(int index) => Offset + Panel.Offset(index / Columns, index % Columns, Rows, Columns);
}
