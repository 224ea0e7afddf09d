using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = x + noise</c>, noise normal of mean 0, in training, the identity when predicting.</summary>
internal sealed record GaussianNoiseLayer(double Deviation) : NoiseLayer
{
    public GaussianNoiseLayer(Arguments arguments)
        : this(arguments.Number("deviation", 0, static deviation => deviation >= 0, "0 or more"))
    {
    }

    public override string Kind => "GaussianNoise";

    public override string Title => $"GaussianNoise {Text.Invariant(Deviation)}";

    public override string Formula => $"y = x + noise, noise normal of mean 0 and deviation {Text.Invariant(Deviation)}";

    public override float Neutral => 0;

    public override bool KeepsZeros => false;

    public override string? Idleness =>
        Deviation == 0 ? "with a deviation of 0 it adds nothing; give it a deviation, such as 0.1, or remove it" : null;

    public override void Backward(LayerCode code) => code.Line("// The gradient of x is that of y.");

    protected override string DrawCall(LayerCode code) =>
        $"SN::NormalNoise.Draw(ref {code.SavedPerSample}, rows, {code.Columns}, mean: 0f, deviation: {Text.Single(Deviation)}";

    protected override void Apply(LayerCode code) =>
        code.Line($"SN::ElementSum.Add(in {code.X}, in {code.SavedPerSample}, ref {code.Y}, {code.Count});");
}
