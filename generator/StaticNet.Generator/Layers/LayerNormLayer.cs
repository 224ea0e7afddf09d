using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Layer normalisation (Ba, Kiros &amp; Hinton, 2016): over the columns of each row.</summary>
internal sealed record LayerNormLayer : SampleNormLayer
{
    public LayerNormLayer(Arguments arguments)
        : base(
            arguments.Number("epsilon", 1e-3, static epsilon => (float)epsilon > 0, "more than 0"),
            arguments.Flag("center", true),
            arguments.Flag("scale", true))
    {
    }

    public override string Kind => "LayerNorm";

    protected override string Extent => "of each row";

    protected override int Groups(Shape input) => 1;

    protected override int Positions(Shape input) => 1;
}
