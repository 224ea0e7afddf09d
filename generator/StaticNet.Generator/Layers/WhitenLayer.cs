using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Columns that are no longer correlated: <c>y = ((x − center)·scale)·M</c>, all of it fitted on training data.</summary>
/// <param name="Form">Which matrix.</param>
/// <param name="Epsilon">Added to each variance.</param>
/// <param name="Standardizes">Whether columns are brought to deviation 1 first.</param>
/// <param name="Components">How many components are kept; 0 for all.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record WhitenLayer(Whitening Form, double Epsilon, bool Standardizes, int Components, ColumnChoice Columns)
    : NormalizerLayer(Columns), IProductLayer
{
    public WhitenLayer(Arguments arguments)
        : this(
            arguments.Choice("kind", Whitening.Pca),
            arguments.Number("epsilon", 0, static epsilon => epsilon >= 0, "0 or more"),
            arguments.Flag("Standardize", false),
            arguments.Has("Components") ? (int)arguments.Count("Components", 0) : 0,
            ColumnChoice.Read(arguments))
    {
        string? idle = Form == Whitening.Decorrelate && Epsilon > 0 ? "epsilon"
            : Form == Whitening.Zca && arguments.Has("Components") ? "Components"
            : null;
        if (idle is not null)
        {
            arguments.Report.Add(
                Rules.ArgumentWithoutEffect, $"{idle} has no effect on Whitening.{Form}; remove one of the two", new Fact(Fact.Argument, idle));
        }
    }

    public override string Kind => "Whiten";

    public override string Formula => "y = ((x − center)·scale)·M";

    public override bool IsPanelwise => false;

    public override bool MayOverwriteInput => false;

    public override bool GradientInPlace => false;

    public override bool HasScale => Standardizes;

    protected override string Factory =>
        $"Whiten(global::StaticNet.Whitening.{Form}, {Text.Double(Epsilon)}, standardize: {(Standardizes ? "true" : "false")}, "
        + $"components: {Text.Invariant(Components)}";

    public override Shape? Infer(Shape input, Reporter report)
    {
        if (input.Rank > 1)
        {
            report.Add(Rules.ImpossibleShape, $"it takes samples of one axis, and gets {input}; put [Flatten] before it");
            return null;
        }

        if (base.Infer(input, report) is null)
        {
            return null;
        }

        int chosen = Columns.Count(input.Columns);
        if (Components > chosen)
        {
            report.OutOfRange("Components", Text.Invariant(Components), $"1 to {Text.Invariant(chosen)}, the columns it acts on");
            return null;
        }

        return new Shape(OutputColumns(input));
    }

    public override Layer Settle(Shape input)
    {
        int chosen = Columns.Count(input.Columns);
        return this with { Columns = Columns.Settle(input.Columns), Components = Components == chosen ? 0 : Components };
    }

    public override IEnumerable<Tensor> Statistics(Shape input) => base.Statistics(input).Concat(
    [
        Tensor.Matrix("matrix", "Statistic", input.Columns, OutputColumns(input), "Zeros", 0, 0),
        Tensor.Vector("deviation", "Statistic", OutputColumns(input), "Ones"),
    ]);

    public override IEnumerable<(string Suffix, int Length)> Saved(Shape input) =>
        [("transposed_matrix", checked(OutputColumns(input) * Panels.PaddedColumns(input.Columns)))];

    public override int SavedPerSample(Shape input) => input.Floats;

    public override string SavedPerSampleName => "Scaled";

    public override long MultiplyAdds(Shape input) => (long)input.Columns * OutputColumns(input);

    public string Product(string tensors, string name) => $"new({tensors}[{Text.Literal(name + ".matrix")}], null)";

    public FoldedDense Product(TrainedTensors tensors, string name) => new(tensors[name + ".matrix"], null);

    public override void Forward(LayerCode code) =>
        code.Line(
            $"SN::WhiteningProduct.Forward(in {code.X}, ref {code.SavedPerSample}, ref {code.Y}, {Sizes(code)}, "
            + $"in {code.Statistic("center")}, in {code.Statistic("center_low")}, in {code.Statistic("scale")}, "
            + $"in {code.Statistic("matrix")}{code.Arithmetic});");

    public override void Backward(LayerCode code)
    {
    }

    public override void InputGradient(LayerCode code) =>
        code.Line(
            $"SN::WhiteningProduct.InputGradient(in {code.DY}, ref {code.DX}, ref {code.Saved("transposed_matrix")}, {Sizes(code)}, "
            + $"in {code.Statistic("scale")}, in {code.Statistic("matrix")}{code.Arithmetic});");

    private static string Sizes(LayerCode code) =>
        $"rows, {Text.Invariant(code.Node.Input.Columns)}, {Text.Invariant(code.Node.Output.Columns)}";

    private int OutputColumns(Shape input) =>
        Components == 0 ? input.Columns : input.Columns - Columns.Count(input.Columns) + Components;
}

/// <summary>The library's, member by member.</summary>
internal enum Whitening
{
    Decorrelate,
    Pca,
    Zca,
}
