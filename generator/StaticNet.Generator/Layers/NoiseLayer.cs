using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// Noise in training, the identity when predicting. What is drawn, one number a value, is kept beside the values, where tests can put their own
/// and a pass without noise <see cref="Neutral"/>. Unless a layer says otherwise it is a factor, of the value and so of its gradient.
/// </summary>
internal abstract record NoiseLayer : Layer
{
    /// <summary>The noise that leaves a value as it is.</summary>
    public virtual float Neutral => 1;

    /// <summary>What the mask's ones stand for, in layers that draw a mask.</summary>
    public virtual float Scale => 1;

    /// <summary>Whether zeros stay zeros.</summary>
    public abstract bool KeepsZeros { get; }

    /// <summary>Whether values vary more in training than when predicting.</summary>
    public virtual bool RaisesVariance => Idleness is null;

    /// <summary>Why the layer changes nothing, and what to give it; null where it does.</summary>
    public abstract string? Idleness { get; }

    public override string Signature => "";

    public override bool IsPanelwise => false;

    public override bool ReadsInput => false;

    public override string SavedPerSampleName => "Noise";

    public override int SavedPerSample(Shape input) => input.Floats;

    public override void Forward(LayerCode code)
    {
        code.Line("if (!KeepsNoise)");
        code.Line("{");
        code.Line($"    {DrawCall(code)}, Seed, NoiseStream({Text.Invariant(code.Node.Index)}));");
        code.Line("}");
        code.Line();
        Apply(code);
    }

    public override void Predict(LayerCode code) => code.Line($"SN::PanelLayout.Copy(in {code.X}, ref {code.Y}, {code.Count});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::DropoutKernel.Multiply(in {code.DY}, in {code.SavedPerSample}, ref {code.DX}, {code.Count});");

    /// <summary>The call that draws, up to seed and stream.</summary>
    protected abstract string DrawCall(LayerCode code);

    /// <summary>Prints what the noise does to the values.</summary>
    protected virtual void Apply(LayerCode code) =>
        code.Line($"SN::DropoutKernel.Multiply(in {code.X}, in {code.SavedPerSample}, ref {code.Y}, {code.Count});");

    /// <summary>The share of values dropped, or its equivalent.</summary>
    protected static double RateOf(Arguments arguments) =>
        arguments.Number("rate", 0, static rate => rate >= 0 && (float)rate < 1, "0 or more and less than 1");
}
