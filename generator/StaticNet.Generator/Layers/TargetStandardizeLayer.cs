using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// What <c>[TargetStandardize]</c> puts behind the last layer: standardised values back to the targets' units. Training does without, since it standardises
/// the targets instead; the statistics are those of a normaliser of the targets.
/// </summary>
internal sealed record TargetStandardizeLayer : Layer, IAffineLayer
{
    private const string Targets = "Targets";

    public override string Kind => SettingCatalog.TargetStandardize;

    public override string Formula => "y = x/scale + center";

    /// <summary>The standardised targets of a batch.</summary>
    public override string SavedPerSampleName => Targets;

    // The mean of the targets is what the output's own digits are counted from: adding it to the bias loses none that the output could hold.
    public bool HasCenter => false;

    public override IEnumerable<Tensor> Statistics(Shape input) =>
    [
        Tensor.Vector("center", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("center_low", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("scale", "Statistic", input.Columns, "Ones"),
    ];

    public override int SavedPerSample(Shape input) => Panels.Padded(input.Size);

    public int Axis(Shape input) => input.Rank - 1;

    public string Transform(string tensors, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.Denormalizer({tensors}, {Text.Literal(name)})";

    public FoldableTransform Transform(TrainedTensors tensors, string name, Shape input) => FoldableTransform.Denormalizer(tensors, name);

    /// <summary>Expression of the library's <c>Normalizer</c>, by which the library knows what to fit to the targets.</summary>
    public static string Normalizer => "global::StaticNet.Normalizer.Standardize()";

    /// <summary>Prints the statement that turns <c>values</c> into <c>result</c>.</summary>
    public static string Restore(Node node, string values, string result, string sizes) =>
        $"SN::TargetScaling.Restore(in {values}, ref {result}, {sizes}, {Statistics(node)});";

    /// <summary>The statement that takes a gradient back, in place.</summary>
    public static string RestoreGradient(Node node, string gradient, string sizes) =>
        $"SN::TargetScaling.RestoreGradient(ref {gradient}, {sizes}, in {Statistic(node, "Scale")});";

    /// <summary>The statement that standardises the targets.</summary>
    public static string Standardize(Node node) =>
        $"targets = SN::TargetScaling.Standardize(targets, ref Activation(Offsets.{node.Identifier}{Targets}), "
        + $"{Text.Invariant(node.Input.Columns)}, {Statistics(node)});";

    public override void Forward(LayerCode code) => throw NoPass();

    public override void Backward(LayerCode code) => throw NoPass();

    private static string Statistics(Node node) =>
        $"in {Statistic(node, "Center")}, in {Statistic(node, "CenterLow")}, in {Statistic(node, "Scale")}";

    private static string Statistic(Node node, string name) => $"Statistic(Offsets.{node.Identifier}{name})";

    private static InvalidOperationException NoPass() => new("Targets are standardised by the loss, and outputs restored where they are read.");
}
