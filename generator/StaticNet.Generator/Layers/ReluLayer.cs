namespace StaticNet.Generator.Layers;

/// <summary><c>y = max(x, 0)</c>.</summary>
internal sealed record ReluLayer() : ActivationLayer("new SN::Relu()", NeedsInput: false)
{
    public override string Kind => "Relu";

    public override string Formula => "y = max(x, 0)";
}
