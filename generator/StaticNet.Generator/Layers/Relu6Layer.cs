namespace StaticNet.Generator.Layers;

/// <summary><c>y = min(max(x, 0), 6)</c>.</summary>
internal sealed record Relu6Layer() : ActivationLayer("new SN::Relu6()", NeedsInput: false)
{
    public override string Kind => "Relu6";

    public override string Formula => "y = min(max(x, 0), 6)";
}
