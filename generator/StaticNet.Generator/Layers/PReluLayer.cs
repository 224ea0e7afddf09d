using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x &gt; 0 ? x : slope·x</c> with a trained slope, shared or one a column.</summary>
internal sealed record PReluLayer(bool Shared, double Slope) : Layer
{
    public PReluLayer(Arguments arguments)
        : this(arguments.Flag("shared", false), arguments.Number("Slope", 0.25))
    {
    }

    public override string Kind => "PRelu";

    public override string Formula => Shared ? "y = x > 0 ? x : slope·x, one slope" : "y = x > 0 ? x : slope·x, a slope a column";

    public override string Signature => Shared ? "PRelu shared" : "PRelu";

    public override IEnumerable<Tensor> Parameters(Shape input) =>
        [Tensor.Vector("slope", "Slope", Shared ? 1 : input.Columns, "Constant", Slope)];

    public override IEnumerable<(string Suffix, int Length)> Saved(Shape input) =>
        Shared ? [("slope_sums", Panels.Count(input.Columns))] : [];

    public override void Forward(LayerCode code) =>
        code.Line(
            $"SN::Prelu.Forward(in {code.X}, in {SlopeOf(code)}, shared: {(Shared ? "true" : "false")}, ref {code.Y}, rows, width);");

    public override void Backward(LayerCode code)
    {
        string call = $"SN::Prelu.Backward(in {code.X}, in {SlopeOf(code)}, shared: {(Shared ? "true" : "false")}, in {code.DY}, ref {code.DX}, "
            + $"ref {(Shared ? "Absent" : code.Gradient("slope"))}, rows, width, {code.Columns})";
        if (Shared)
        {
            code.Line($"{code.PanelSum("slope_sums")} = (float){call};");
        }
        else
        {
            code.Line($"_ = {call};");
        }
    }

    public override void AfterGradientPanels(LayerCode code)
    {
        if (Shared)
        {
            string panels = Text.Invariant(Panels.Count(code.Node.Input.Columns));
            code.Line($"{code.WholeGradient("slope")} = SN::Prelu.SharedGradient(in {code.WholeSaved("slope_sums")}, {panels});");
        }
    }

    private string SlopeOf(LayerCode code) => Shared ? code.WholeParameter("slope") : code.Parameter("slope");
}
