namespace StaticNet.Generator.Model;

/// <summary>The shape of a sample. The last axis is the columns; the product of the others, the rows a sample occupies.</summary>
internal sealed record Shape(EquatableArray<int> Dimensions)
{
    public Shape(params int[] dimensions)
        : this(new EquatableArray<int>(dimensions))
    {
    }

    public int Rank => Dimensions.Count;

    public int Columns => Dimensions[Rank - 1];

    public int Positions => Dimensions.Take(Rank - 1).Aggregate(1, static (product, dimension) => checked(product * dimension));

    public int Size => checked(Positions * Columns);

    /// <summary>Floats a sample occupies in column panels, padding counted.</summary>
    public int Floats => checked(Positions * Panels.PaddedColumns(Columns));

    /// <summary>Rows from one index of <paramref name="axis"/>, not the last, to the next.</summary>
    public int RowStride(int axis) => Dimensions.Skip(axis + 1).Take(Rank - axis - 2).Aggregate(1, static (product, size) => product * size);

    public Shape WithColumns(int columns) => new(Dimensions.Take(Rank - 1).Append(columns).ToArray());

    public override string ToString() => Rank == 1 ? Text.Invariant(Columns) : $"[{string.Join(", ", Dimensions.Select(Text.Invariant))}]";
}
