using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The layer above and others side by side on the last axis, in the order in which they are named.</summary>
internal sealed record ConcatLayer : MergeLayer
{
    public ConcatLayer(Arguments arguments)
        : base(arguments)
    {
    }

    /// <summary>Columns of each input.</summary>
    public EquatableArray<int> Columns { get; init; }

    public override string Kind => "Concat";

    public override string Formula => $"y = x, {string.Join(", ", Names)}, side by side";

    public override string Signature => $"Concat {string.Join(" ", Columns.Select(Text.Invariant))}";

    public override bool IsPanelwise => false;

    public override bool GradientInPlace => false;

    public override Shape? Infer(IReadOnlyList<Node> inputs, Reporter report)
    {
        static bool Agrees(Shape above, Shape other) =>
            above.Rank == other.Rank && above.WithColumns(1) == other.WithColumns(1);

        return Agree(inputs, Agrees, "needed is one shape for all that is joined, but for the last axis", report)
            ? inputs[0].Output.WithColumns(inputs.Aggregate(0, static (sum, input) => checked(sum + input.Output.Columns)))
            : null;
    }

    public override MergeLayer Settle(IReadOnlyList<Node> inputs) =>
        this with { Columns = new EquatableArray<int>(inputs.Select(static input => input.Output.Columns)) };

    public override void Forward(LayerCode code) => Each(
        code, (input, sizes) => $"SN::PanelLayout.InsertColumns(in {(input == 0 ? code.X : code.Other(input))}, ref {code.Y}, {sizes});");

    public override void Backward(LayerCode code)
    {
    }

    public override void InputGradient(LayerCode code) =>
        Each(code, (input, sizes) => $"SN::PanelLayout.ExtractColumns(in {code.DY}, ref {code.GradientOf(input)}, {sizes});");

    private void Each(LayerCode code, Func<int, string, string> statement)
    {
        int first = 0;
        for (int i = 0; i < Columns.Count; i++)
        {
            code.Line(statement(i, $"rows, {Text.Invariant(Columns[i])}, {Text.Invariant(first)}, {Text.Invariant(code.Node.Output.Columns)}"));
            first += Columns[i];
        }
    }
}
