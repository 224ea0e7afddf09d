namespace StaticNet.Generator.Layers;

/// <summary><c>y = 1.0507·(x &gt; 0 ? x : 1.6733·(eˣ − 1))</c>.</summary>
internal sealed record SeluLayer() : ActivationLayer("new SN::Selu()", NeedsInput: false)
{
    public override string Kind => "Selu";

    public override string Formula => "y = 1.0507·(x > 0 ? x : 1.6733·(eˣ − 1))";
}
