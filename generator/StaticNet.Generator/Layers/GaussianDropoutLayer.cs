using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// <c>y = x·noise</c>, noise normal of mean 1 and deviation <c>√(rate/(1 − rate))</c>, in training, the identity when predicting (Srivastava
/// et al., JMLR 2014, section 10): mean and variance of the factors are those of Dropout.
/// </summary>
internal sealed record GaussianDropoutLayer(double Rate) : NoiseLayer
{
    public GaussianDropoutLayer(Arguments arguments)
        : this(RateOf(arguments))
    {
    }

    public override string Kind => "GaussianDropout";

    public override string Title => $"GaussianDropout {Text.Invariant(Rate)}";

    public override string Formula => $"y = x·noise, noise normal of mean 1 and deviation √({Text.Invariant(Rate)}/(1 − {Text.Invariant(Rate)}))";

    public override bool KeepsZeros => true;

    public override string? Idleness => Rate == 0 ? "with a rate of 0 it changes nothing; give it a rate, such as 0.5, or remove it" : null;

    protected override string DrawCall(LayerCode code) =>
        $"SN::NormalNoise.Draw(ref {code.SavedPerSample}, rows, {code.Columns}, mean: 1f, deviation: {Text.Single(Math.Sqrt(Rate / (1 - Rate)))}";
}
