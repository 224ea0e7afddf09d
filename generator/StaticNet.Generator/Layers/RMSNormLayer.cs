using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Root mean square normalisation (Zhang &amp; Sennrich, NeurIPS 2019): over the columns of each row, without a mean.</summary>
internal sealed record RMSNormLayer : SampleNormLayer
{
    public RMSNormLayer(Arguments arguments)
        : base(
            arguments.Number("epsilon", 1e-6, static epsilon => (float)epsilon > 0, "more than 0"),
            Center: false,
            arguments.Flag("scale", true))
    {
    }

    public override string Kind => "RMSNorm";

    protected override bool IsCentered => false;

    protected override string Extent => "of each row";

    protected override int Groups(Shape input) => 1;

    protected override int Positions(Shape input) => 1;
}
