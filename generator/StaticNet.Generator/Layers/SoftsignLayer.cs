namespace StaticNet.Generator.Layers;

/// <summary><c>y = x/(1 + |x|)</c>.</summary>
internal sealed record SoftsignLayer() : ActivationLayer("new SN::Softsign()", NeedsInput: true)
{
    public override string Kind => "Softsign";

    public override string Formula => "y = x/(1 + |x|)";
}
