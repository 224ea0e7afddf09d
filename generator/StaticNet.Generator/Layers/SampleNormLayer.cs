using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// Normalisation by statistics of each sample alone: what <c>LayerNorm</c>, <c>RMSNorm</c> and <c>GroupNorm</c> have in common. Nothing of it depends on
/// the batch, so training and prediction are the same. γ and β are fixed when predicting: they may fold into the next Dense, which leaves
/// <see cref="Bare"/>.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Center">Whether there is a β.</param>
/// <param name="Scale">Whether there is a γ.</param>
internal abstract record SampleNormLayer(double Epsilon, bool Center, bool Scale) : Layer, IAffineLayer
{
    public override string Formula
    {
        get
        {
            string scale = Scale ? "γ·" : "";
            string shift = Center ? " + β" : "";
            return IsCentered
                ? $"y = {scale}x̂{shift}, x̂ = (x − mean)/√(variance + {Text.Invariant(Epsilon)}) {Extent}"
                : $"y = {scale}x/√(mean of squares + {Text.Invariant(Epsilon)}) {Extent}";
        }
    }

    public override string Signature => $"{Title} {Text.Single(Epsilon)}{(Center ? " beta" : "")}{(Scale ? " gamma" : "")}";

    public override bool IsPanelwise => false;

    public override bool SharesSamples => true;

    public override bool GradientInPlace => false;

    public override string SavedPerSampleName => "Moments";

    /// <summary>The layer without γ and β.</summary>
    public SampleNormLayer Bare => this with { Center = false, Scale = false };

    /// <summary>What <see cref="Bare"/> lacks.</summary>
    public string Rest => (Scale, Center) switch
    {
        (true, true) => "γ and β",
        (true, false) => "γ",
        _ => "β",
    };

    public bool HasCenter => false;

    /// <summary>Whether a mean is subtracted.</summary>
    protected virtual bool IsCentered => true;

    /// <summary>What statistics run over, for a comment.</summary>
    protected abstract string Extent { get; }

    /// <summary>Groups of columns, each with statistics of its own.</summary>
    protected abstract int Groups(Shape input);

    /// <summary>Rows that share statistics.</summary>
    protected abstract int Positions(Shape input);

    public override Shape? Infer(Shape input, Reporter report)
    {
        if (IsCentered && Positions(input) == 1 && input.Columns == Groups(input))
        {
            report.Add(
                Rules.ImpossibleShape,
                $"in a sample of shape {input} its mean is over one value, which less its mean is always 0; it needs two or more");
            return null;
        }

        return input;
    }

    public int Axis(Shape input) => input.Rank - 1;

    public string Transform(string tensors, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.ScaleAndShift({tensors}, {Text.Literal(name)}, {Text.Invariant(input.Columns)})";

    public FoldableTransform Transform(TrainedTensors tensors, string name, Shape input) =>
        FoldableTransform.ScaleAndShift(tensors, name, input.Columns);

    public override IEnumerable<Tensor> Parameters(Shape input)
    {
        if (Scale)
        {
            yield return Tensor.Vector("gamma", "Gamma", input.Columns, "Ones");
        }

        if (Center)
        {
            yield return Tensor.Vector("beta", "Beta", input.Columns, "Zeros");
        }
    }

    public override int SavedPerSample(Shape input) =>
        checked((IsCentered ? 3 : 1) * (input.Positions / Positions(input)) * Groups(input));

    public override void Forward(LayerCode code) => Forward(code, code.SavedPerSample);

    /// <summary>Keeps the moments where a gradient of the prediction may be asked for.</summary>
    public override void Predict(LayerCode code) => Forward(code, code.KeepsMoments ? code.SavedPerSample : "Absent");

    public override void Backward(LayerCode code)
    {
        if (!Scale && !Center)
        {
            return;
        }

        string gamma = Scale ? code.Gradient("gamma") : "Absent";
        string beta = Center ? code.Gradient("beta") : "Absent";
        code.EachPanel(
            code.Node.Input.Columns,
            (panel, _) => $"SN::SampleNormalization.ParameterGradients(in {code.X}, in {code.DY}, in {code.SavedPerSample}, {Sizes(code)}, "
                + $"{panel}, ref {gamma}, ref {beta}{code.Arithmetic});");
    }

    public override void InputGradient(LayerCode code) =>
        code.Line(
            $"SN::SampleNormalization.InputGradient(in {code.X}, in {code.DY}, ref {code.DX}, in {code.SavedPerSample}, in {Gamma(code)}, "
            + $"{Sizes(code)}, {code.ShareOf(Samples(code))}{code.Arithmetic});");

    private void Forward(LayerCode code, string moments) =>
        code.Line(
            $"SN::SampleNormalization.Forward(in {code.X}, ref {code.Y}, {Sizes(code)}, {Text.Single(Epsilon)}, in {Gamma(code)}, "
            + $"in {(Center ? code.Parameter("beta") : "Absent")}, ref {moments}, {code.ShareOf(Samples(code))}{code.Arithmetic});");

    private string Gamma(LayerCode code) => Scale ? code.Parameter("gamma") : "Absent";

    /// <summary>What the kernel takes for a sample: rows that share statistics.</summary>
    private string Samples(LayerCode code) => Positions(code.Node.Input) == 1 ? "rows" : "batch";

    private string Sizes(LayerCode code)
    {
        Shape input = code.Node.Input;
        return $"rows, {Text.Invariant(input.Columns)}, {Text.Invariant(Positions(input))}, {Text.Invariant(Groups(input))}, "
            + $"centered: {(IsCentered ? "true" : "false")}";
    }
}
