using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>A layer that reads others beside the one above, by name.</summary>
/// <param name="Names">Their names, in order.</param>
internal abstract record MergeLayer(EquatableArray<string> Names) : Layer
{
    protected MergeLayer(Arguments arguments)
        : this(arguments.Words("layers"))
    {
        if (Names.Count == 0)
        {
            arguments.Report.Add(
                Rules.ArgumentOutOfRange, $"it names no layer to read beside the one above; name one or more, such as [{Kind}(\"dense1\")]");
        }
    }

    public override string Title => Names.Count == 0 ? Kind : $"{Kind} {string.Join(", ", Names.Select(static name => Text.IsName(name) ? name : Text.Literal(name)))}";

    public override string Signature => Kind;

    public override bool ReadsInput => false;

    /// <summary>The output's shape, or null after a report.</summary>
    /// <param name="inputs">What the layer reads: the layer above and those it names.</param>
    /// <param name="report">Knows which layer it is.</param>
    public abstract Shape? Infer(IReadOnlyList<Node> inputs, Reporter report);

    /// <summary>The layer with what it has to know of its inputs.</summary>
    public virtual MergeLayer Settle(IReadOnlyList<Node> inputs) => this;

    /// <summary>Reports the first input whose shape does not go with that of the layer above; true where all do.</summary>
    protected static bool Agree(IReadOnlyList<Node> inputs, Func<Shape, Shape, bool> agree, string needed, Reporter report)
    {
        Node above = inputs[0];
        Node? other = inputs.Skip(1).FirstOrDefault(input => !agree(above.Output, input.Output));
        if (other is null)
        {
            return true;
        }

        // Where the last axis is all that differs, the units of a Dense can follow.
        bool isNear = above.Output.WithColumns(1) == other.Output.WithColumns(1);
        (Node Changed, Node Kept)? fix = !isNear ? null : above.Layer is DenseLayer ? (above, other) : other.Layer is DenseLayer ? (other, above) : null;
        report.Add(
            Rules.UnlikeShapes,
            $"found shape {above.Output} from {above.Mention}, and {other.Output} from {other.Mention}, named {Text.Literal(other.Name)}; {needed}",
            fix is { } dense ? [new Fact(Fact.Layer, dense.Changed.Index), new Fact(Fact.Units, dense.Kept.Output.Columns)] : []);
        return false;
    }
}
