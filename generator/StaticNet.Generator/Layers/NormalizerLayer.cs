using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// A normaliser whose centre and scale are fitted on training data: <c>y = ((x − center) − centerLow)·scale</c>, the centre in two floats.
/// </summary>
/// <param name="Minimum">Lower end of the range that is fitted to, where there is one.</param>
/// <param name="Maximum">Upper end likewise.</param>
internal abstract record NormalizerLayer(double Minimum, double Maximum) : Layer, IAffineLayer
{
    public override string Formula => "y = (x − center)·scale";

    public override bool ReadsInput => false;

    public override bool MayOverwriteInput => true;

    public override IEnumerable<Tensor> Statistics(Shape input) =>
    [
        Tensor.Vector("center", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("center_low", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("scale", "Statistic", input.Columns, "Ones"),
    ];

    public int Axis(Shape input) => input.Rank - 1;

    public string Transform(string network, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.Normalizer({network}.Statistics, {Text.Literal(name)})";

    public override void Forward(LayerCode code) =>
        code.Line(
            $"SN::ColumnAffine.Forward(in {code.X}, ref {code.Y}, rows, width, "
            + $"in {code.Statistic("center")}, in {code.Statistic("center_low")}, in {code.Statistic("scale")}, in Absent{code.Arithmetic});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::ColumnAffine.Backward(in {code.DY}, ref {code.DX}, rows, width, in {code.Statistic("scale")});");
}
