namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·clip(x/6 + 1/2, 0, 1)</c>.</summary>
internal sealed record HardSwishLayer() : ActivationLayer("new SN::HardSwish()", NeedsInput: true)
{
    public override string Kind => "HardSwish";

    public override string Formula => "y = x·clip(x/6 + 1/2, 0, 1)";
}
