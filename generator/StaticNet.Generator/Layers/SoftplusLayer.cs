namespace StaticNet.Generator.Layers;

/// <summary><c>y = log(1 + eˣ)</c>.</summary>
internal sealed record SoftplusLayer() : ActivationLayer("new SN::Softplus()", NeedsInput: false)
{
    public override string Kind => "Softplus";

    public override string Formula => "y = log(1 + eˣ)";
}
