namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·tanh(log(1 + eˣ))</c>.</summary>
internal sealed record MishLayer() : ActivationLayer("new SN::Mish()", NeedsInput: true)
{
    public override string Kind => "Mish";

    public override string Formula => "y = x·tanh(log(1 + eˣ))";
}
