using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// A normaliser whose centre and scale are fitted on training data: <c>y = ((x − center) − centerLow)·scale</c>, the centre in two floats.
/// </summary>
/// <param name="Columns">The columns it acts on.</param>
internal abstract record NormalizerLayer(ColumnChoice Columns) : Layer, IAffineLayer, INormalizer
{
    public override string Formula => "y = (x − center)·scale";

    public override bool ReadsInput => false;

    public override bool MayOverwriteInput => true;

    /// <summary>Whether it shifts: otherwise zeros stay zeros.</summary>
    public virtual bool HasCenter => true;

    /// <summary>Whether it brings columns to a scale of its own, whatever theirs was.</summary>
    public virtual bool HasScale => true;

    /// <summary>Whether it leaves columns alone; known once settled.</summary>
    public bool LeavesColumns => Columns.LeavesColumns;

    /// <summary>Name of the library's factory method and its arguments before the columns.</summary>
    protected abstract string Factory { get; }

    public override Shape? Infer(Shape input, Reporter report) => Columns.Fits(input.Columns, report) ? input : null;

    public override Layer Settle(Shape input) => this with { Columns = Columns.Settle(input.Columns) };

    public override IEnumerable<Tensor> Statistics(Shape input) =>
    [
        Tensor.Vector("center", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("center_low", "Statistic", input.Columns, "Zeros"),
        Tensor.Vector("scale", "Statistic", input.Columns, "Ones"),
    ];

    public int Axis(Shape input) => input.Rank - 1;

    public string Transform(string tensors, string name, Shape input) =>
        $"global::StaticNet.FoldableTransform.Normalizer({tensors}, {Text.Literal(name)})";

    public FoldableTransform Transform(TrainedTensors tensors, string name, Shape input) => FoldableTransform.Normalizer(tensors, name);

    public string Normalizer(Shape input)
    {
        string columns = Columns.Argument(input.Columns);
        bool isAlone = Factory.EndsWith("(", StringComparison.Ordinal);
        return $"global::StaticNet.Normalizer.{Factory}{(isAlone && columns.Length > 0 ? columns.Substring(2) : columns)})";
    }

    public override void Forward(LayerCode code) =>
        code.Line(
            $"SN::ColumnAffine.Forward(in {code.X}, ref {code.Y}, rows, width, "
            + $"in {code.Statistic("center")}, in {code.Statistic("center_low")}, in {code.Statistic("scale")}, in Absent{code.Arithmetic});");

    public override void Backward(LayerCode code) =>
        code.Line($"SN::ColumnAffine.Backward(in {code.DY}, ref {code.DX}, rows, width, in {code.Statistic("scale")});");
}
