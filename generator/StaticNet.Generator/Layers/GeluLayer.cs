namespace StaticNet.Generator.Layers;

/// <summary>The Gaussian error linear unit, <c>y = x·Φ(x)</c>, exact or by tanh.</summary>
internal sealed record GeluLayer(GeluForm Form)
    : ActivationLayer(Form == GeluForm.Exact ? "new SN::Gelu()" : "new SN::GeluTanh()", NeedsInput: true)
{
    public GeluLayer(Arguments arguments)
        : this(arguments.Choice("form", GeluForm.Exact))
    {
    }

    public override string Kind => "Gelu";

    public override string Formula =>
        Form == GeluForm.Exact ? "y = x·(1 + erf(x/√2))/2" : "y = x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2";
}

/// <summary>The library's enumeration, member for member.</summary>
internal enum GeluForm
{
    Exact,
    Tanh,
}
