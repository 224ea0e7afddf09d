using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Mean 0 for each column.</summary>
internal sealed record CenterLayer(ColumnChoice Columns) : NormalizerLayer(Columns)
{
    public CenterLayer(Arguments arguments)
        : this(ColumnChoice.Read(arguments))
    {
    }

    public override string Kind => "Center";

    public override bool HasScale => false;

    protected override string Factory => "Center(";

    /// <summary>The scale tells nothing of how far columns vary, by which a predictor decides where to subtract.</summary>
    public override IEnumerable<Tensor> Statistics(Shape input) =>
        base.Statistics(input).Concat([Tensor.Vector("deviation", "Statistic", input.Columns, "Ones")]);
}
