using StaticNet.Generator.Emission;

namespace StaticNet.Generator.Layers;

/// <summary>An elementwise function without parameters. A concrete kind says only which kernel structure computes it.</summary>
/// <param name="Function">Expression of the kernel structure, such as <c>new SN::Relu()</c>.</param>
/// <param name="NeedsInput">Whether the derivative needs the input; else it follows from the output, and the layer works in place.</param>
internal abstract record ActivationLayer(string Function, bool NeedsInput) : Layer
{
    public override bool ReadsInput => NeedsInput;

    public override bool ReadsOutput => true;

    public override bool MayOverwriteInput => !NeedsInput;

    public override string Signature => Function;

    public override void Forward(LayerCode code) =>
        code.Line($"SN::ActivationKernel.Forward({Function}, in {code.X}, ref {code.Y}, {code.Count}{code.Arithmetic});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::ActivationKernel.Backward({Function}, in {code.X}, in {code.Y}, in {code.DY}, ref {code.DX}, {code.Count}{code.Arithmetic});");
}
