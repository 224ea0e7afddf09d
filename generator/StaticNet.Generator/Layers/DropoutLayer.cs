using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x·mask/(1 − rate)</c> in training, the identity when predicting (Srivastava et al., JMLR 2014).</summary>
internal sealed record DropoutLayer(double Rate) : NoiseLayer
{
    public DropoutLayer(Arguments arguments)
        : this(RateOf(arguments))
    {
    }

    public override string Kind => "Dropout";

    public override string Title => $"Dropout {Text.Invariant(Rate)}";

    public override string Formula => $"y = x·mask/(1 − {Text.Invariant(Rate)})";

    public override float Scale => 1 / (1 - (float)Rate);

    public override bool KeepsZeros => true;

    public override string? Idleness => Rate == 0 ? "with a rate of 0 it drops nothing; give it a rate, such as 0.5, or remove it" : null;

    public override string SavedPerSampleName => "Mask";

    protected override string DrawCall(LayerCode code) =>
        $"SN::DropoutKernel.Mask(ref {code.SavedPerSample}, rows, {code.Columns}, {Text.Single(Rate)}";
}
