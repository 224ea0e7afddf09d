using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// <c>y = a·x + b</c> where a value is kept and <c>a·α′ + b</c> where it is dropped, in training; the identity when predicting. α′ is the value
/// that SELU saturates at; a and b keep mean 0 and variance 1 (Klambauer et al., "Self-normalizing neural networks", NIPS 2017).
/// </summary>
internal sealed record AlphaDropoutLayer(double Rate) : NoiseLayer
{
    // −λ·α of SELU.
    private const double Saturation = -1.7580993408473766;

    private const float JustBelowOne = 0.99999994f;

    public AlphaDropoutLayer(Arguments arguments)
        : this(RateOf(arguments))
    {
    }

    public override string Kind => "AlphaDropout";

    public override string Title => $"AlphaDropout {Text.Invariant(Rate)}";

    public override string Formula =>
        $"y = a·x + b where kept, a·α′ + b where dropped; rate {Text.Invariant(Rate)}, a = {Text.Single(Scale).TrimEnd('f')}, b = {Text.Single(Shift).TrimEnd('f')}";

    /// <summary>What kept values are multiplied by. Not 1, which in a mask stands for no noise, unless nothing is added either.</summary>
    public override float Scale => (float)Factor == 1 && Shift != 0 ? JustBelowOne : (float)Factor;

    public override bool KeepsZeros => false;

    public override bool RaisesVariance => false;

    public override string? Idleness => Rate == 0 ? "with a rate of 0 it drops nothing; give it a rate, such as 0.1, or remove it" : null;

    public override string SavedPerSampleName => "Mask";

    // The share that is dropped: draws are compared with the rate in single precision.
    private double Share => (float)Rate;

    private double Factor => 1 / Math.Sqrt((1 - Share) * (1 + (Share * Saturation * Saturation)));

    private float Shift => (float)(-Factor * Saturation * Share);

    protected override string DrawCall(LayerCode code) =>
        $"SN::DropoutKernel.Mask(ref {code.SavedPerSample}, rows, {code.Columns}, {Text.Single(Rate)}, kept: {Text.Single(Scale)}";

    protected override void Apply(LayerCode code) => code.Line(
        $"SN::AlphaDropoutKernel.Forward(in {code.X}, in {code.SavedPerSample}, ref {code.Y}, {code.Count}, shift: {Text.Single(Shift)}, "
        + $"dropped: {Text.Single(Factor * Saturation * (1 - Share))});");
}
