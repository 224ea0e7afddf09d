namespace StaticNet.Generator.Layers;

/// <summary><c>y = tanh(x)</c>.</summary>
internal sealed record TanhLayer() : ActivationLayer("new SN::Tanh()", NeedsInput: false)
{
    public override string Kind => "Tanh";

    public override string Formula => "y = tanh(x)";
}
