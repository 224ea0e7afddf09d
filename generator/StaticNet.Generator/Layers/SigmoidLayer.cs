namespace StaticNet.Generator.Layers;

/// <summary><c>y = 1/(1 + e⁻ˣ)</c>.</summary>
internal sealed record SigmoidLayer() : ActivationLayer("new SN::Sigmoid()", NeedsInput: false)
{
    public override string Kind => "Sigmoid";

    public override string Formula => "y = 1/(1 + e⁻ˣ)";
}
