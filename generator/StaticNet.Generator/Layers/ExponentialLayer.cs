namespace StaticNet.Generator.Layers;

/// <summary><c>y = eˣ</c>.</summary>
internal sealed record ExponentialLayer() : ActivationLayer("new SN::Exponential()", NeedsInput: false)
{
    public override string Kind => "Exponential";

    public override string Formula => "y = eˣ";
}
