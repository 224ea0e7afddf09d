using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x &gt; 0 ? x : slope·x</c>.</summary>
internal sealed record LeakyReluLayer(double NegativeSlope)
    : ActivationLayer($"new SN::LeakyRelu({Text.Single(NegativeSlope)})", NeedsInput: false)
{
    public LeakyReluLayer(Arguments arguments)
        : this(arguments.Number("negativeSlope", 0.01, static slope => slope >= 0, "0 or more"))
    {
    }

    public override string Kind => "LeakyRelu";

    public override string Formula => $"y = x > 0 ? x : {Text.Invariant(NegativeSlope)}·x";
}
