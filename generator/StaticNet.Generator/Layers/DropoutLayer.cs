using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·mask/(1 − rate)</c> in training, the identity when predicting (Srivastava et al., JMLR 2014).</summary>
internal sealed record DropoutLayer(double Rate) : Layer
{
    public DropoutLayer(Arguments arguments)
        : this(arguments.Number("rate", 0, static rate => rate >= 0 && (float)rate < 1, "0 or more and less than 1"))
    {
    }

    public override string Kind => "Dropout";

    public override string Title => $"Dropout {Text.Invariant(Rate)}";

    public override string Formula => $"y = x·mask/(1 − {Text.Invariant(Rate)})";

    public override string Signature => "";

    public override bool IsPanelwise => false;

    public override bool ReadsInput => false;

    public override int SavedPerSample(Shape input) => input.Floats;

    public override void Forward(LayerCode code)
    {
        code.Line("if (!KeepsDropoutMasks)");
        code.Line("{");
        code.Line(
            $"    SN::DropoutKernel.Mask(ref {code.SavedPerSample}, rows, {code.Columns}, {Text.Single(Rate)}, Seed, "
            + $"DropoutStream({Text.Invariant(code.Node.Index)}));");
        code.Line("}");
        code.Line();
        code.Line($"SN::DropoutKernel.Multiply(in {code.X}, in {code.SavedPerSample}, ref {code.Y}, {code.Count});");
    }

    public override void Predict(LayerCode code) => code.Line($"SN::PanelLayout.Copy(in {code.X}, ref {code.Y}, {code.Count});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::DropoutKernel.Multiply(in {code.DY}, in {code.SavedPerSample}, ref {code.DX}, {code.Count});");
}
