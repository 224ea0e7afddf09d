namespace StaticNet.Generator.Layers;

/// <summary><c>y = x/(1 + e⁻ˣ)</c>.</summary>
internal sealed record SiluLayer() : ActivationLayer("new SN::Silu()", NeedsInput: true)
{
    public override string Kind => "Silu";

    public override string Formula => "y = x/(1 + e⁻ˣ)";
}
