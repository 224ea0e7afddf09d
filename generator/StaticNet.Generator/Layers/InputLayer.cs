using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The input: where the shape of a sample is declared.</summary>
/// <param name="Dimensions">The shape.</param>
/// <param name="Sparse">Whether the first Dense skips its zeros.</param>
/// <param name="Bytes">Whether samples may come as bytes.</param>
/// <param name="Row">The struct that names the columns; null where a shape was given.</param>
internal sealed record InputLayer(EquatableArray<int> Dimensions, bool Sparse, bool Bytes, RowType? Row) : Layer
{
    public InputLayer(Arguments arguments)
        : this(
            arguments.Row() is { } row ? new EquatableArray<int>([row.Columns.Count]) : arguments.Numbers("shape"),
            arguments.Flag("Sparse", false),
            arguments.Flag("Bytes", false),
            arguments.Row())
    {
    }

    public override string Kind => "Input";

    public override string Formula => "a batch of samples, into panels";

    public override Shape? Infer(Shape input, Reporter report)
    {
        if (Row is { Obstacle.Length: > 0 })
        {
            report.Add(
                Rules.UnsuitableRow,
                $"{Row.Obstacle}; a row is a struct, public or internal, of one or more floats and nothing else, in their order");
            return null;
        }

        if (Dimensions.Count == 0)
        {
            report.Add(Rules.ArgumentOutOfRange, "it holds no dimension; write the shape of one sample, such as [Input(784)] or [Input(28, 28, 1)]");
            return null;
        }

        foreach (int dimension in Dimensions)
        {
            if (dimension <= 0)
            {
                report.OutOfRange("a dimension", Text.Invariant(dimension), "1 or more");
                return null;
            }
        }

        return new Shape(Dimensions);
    }

    public override void Forward(LayerCode code)
    {
    }

    public override void Backward(LayerCode code)
    {
    }
}
