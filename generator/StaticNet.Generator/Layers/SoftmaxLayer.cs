using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Softmax or its logarithm over the last axis.</summary>
internal sealed record SoftmaxLayer(bool Logarithm) : Layer
{
    public override string Kind => Logarithm ? "LogSoftmax" : "Softmax";

    public override string Formula => Logarithm ? "y = x − log Σ eˣ" : "y = eˣ/Σ eˣ";

    public override bool IsPanelwise => false;

    public override bool ReadsInput => false;

    public override bool ReadsOutput => true;

    public override Shape? Infer(Shape input, Reporter report)
    {
        if (input.Columns > 1)
        {
            return input;
        }

        report.Add(
            Rules.SoftmaxOfOne,
            $"found shape {input}, needed two or more values on the last axis: over one value the result is always {(Logarithm ? 0 : 1)}; "
            + "give the layer before it a unit for each class, or use Sigmoid");
        return null;
    }

    public override void Forward(LayerCode code) =>
        code.Line($"SN::{Kind}.Forward(in {code.X}, ref {code.Y}, rows, {code.Columns}{code.Arithmetic});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::{Kind}.Backward(in {code.Y}, in {code.DY}, ref {code.DX}, rows, {code.Columns}{code.Arithmetic});");
}
