namespace StaticNet.Generator.Layers;

/// <summary>A sigmoid of three straight pieces.</summary>
internal sealed record HardSigmoidLayer(HardSigmoidForm Form)
    : ActivationLayer(Form == HardSigmoidForm.Sixth ? "new SN::HardSigmoid()" : "new SN::KerasHardSigmoid()", NeedsInput: false)
{
    public HardSigmoidLayer(Arguments arguments)
        : this(arguments.Choice("form", HardSigmoidForm.Sixth))
    {
    }

    public override string Kind => "HardSigmoid";

    public override string Formula =>
        Form == HardSigmoidForm.Sixth ? "y = clip(x/6 + 1/2, 0, 1)" : "y = clip(0.2·x + 0.5, 0, 1)";
}

/// <summary>The library's enumeration, member for member.</summary>
internal enum HardSigmoidForm
{
    Sixth,
    Fifth,
}
