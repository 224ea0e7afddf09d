using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>All axes of a sample into one, in row-major order.</summary>
internal sealed record FlattenLayer : Layer
{
    public override string Kind => "Flatten";

    public override string Formula => "all axes into one, row by row";

    public override bool IsPanelwise => false;

    public override bool ReadsInput => false;

    public override bool GradientInPlace => false;

    public override Shape Infer(Shape input, Reporter report) => new(input.Size);

    public override void Forward(LayerCode code) => code.Line($"SN::PanelLayout.Flatten(in {code.X}, ref {code.Y}, batch, {Sizes(code)});");

    public override void Backward(LayerCode code)
    {
    }

    public override void InputGradient(LayerCode code) =>
        code.Line($"SN::PanelLayout.Unflatten(in {code.DY}, ref {code.DX}, batch, {Sizes(code)});");

    private static string Sizes(LayerCode code) => $"{Text.Invariant(code.Node.Input.Positions)}, {Text.Invariant(code.Node.Input.Columns)}";
}
