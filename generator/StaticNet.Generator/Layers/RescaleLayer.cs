using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = scale·x + offset</c>, both fixed.</summary>
internal sealed record RescaleLayer(double Scale, double Offset)
    : ActivationLayer($"new SN::Linear({Text.Single(Scale)}, {Text.Single(Offset)})", NeedsInput: false), IAffineLayer, INormalizer
{
    public RescaleLayer(Arguments arguments)
        : this(
            arguments.Number("scale", 1, static scale => (float)scale != 0, "other than 0"),
            arguments.Number("offset", 0))
    {
    }

    public override string Kind => "Rescale";

    public override string Formula => $"y = {Text.Invariant(Scale)}·x + {Text.Invariant(Offset)}";

    public override bool ReadsOutput => false;

    public bool HasCenter => false;

    public int Axis(Shape input) => input.Rank - 1;

    public string Normalizer(Shape input) => $"global::StaticNet.Normalizer.Rescale({Text.Double(Scale)}, {Text.Double(Offset)})";

    public string Transform(string tensors, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.Linear({Text.Invariant(input.Columns)}, {Text.Double(Scale)}, {Text.Double(Offset)})";

    public FoldableTransform Transform(TrainedTensors tensors, string name, Shape input) => FoldableTransform.Linear(input.Columns, Scale, Offset);
}
