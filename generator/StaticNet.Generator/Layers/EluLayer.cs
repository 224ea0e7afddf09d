using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x &gt; 0 ? x : α·(eˣ − 1)</c>.</summary>
internal sealed record EluLayer(double Alpha) : ActivationLayer($"new SN::Elu({Text.Single(Alpha)})", NeedsInput: false)
{
    public EluLayer(Arguments arguments)
        : this(arguments.Number("alpha", 1, static alpha => (float)alpha > 0, "more than 0"))
    {
    }

    public override string Kind => "Elu";

    public override string Formula => $"y = x > 0 ? x : {Text.Invariant(Alpha)}·(eˣ − 1)";
}
