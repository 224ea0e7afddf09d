using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>A layer that scales and shifts, seen from the place it has been moved to.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Size">Columns of the shape it now acts on.</param>
/// <param name="Inner">Neighbouring columns that share a channel: channel of column c is <c>(c / Inner) mod channels</c>.</param>
/// <param name="IsExpanded">Whether its channels have to be repeated to fill <paramref name="Size"/> columns.</param>
internal sealed record AffineSource(Node Node, int Size, int Inner, bool IsExpanded);

/// <summary>What the predictor runs, in order.</summary>
internal abstract record PredictionStep
{
    /// <summary>The values it reads, by number; 0 is the input.</summary>
    public EquatableArray<int> Inputs { get; init; }

    /// <summary>The number of the value it gives.</summary>
    public int Value { get; init; }

    public abstract Shape Output { get; }
}

/// <summary>A Dense with everything that folded into it.</summary>
/// <param name="Node">The Dense.</param>
/// <param name="Before">Folded into its rows and bias, in order.</param>
/// <param name="After">Folded into its columns and bias, in order.</param>
/// <param name="FoldsInput">Whether <paramref name="Before"/> stands at the input, where large shifts are subtracted while loading.</param>
/// <param name="Activation">The activation right after it, which the product applies to its sums; null for none.</param>
/// <param name="Inner">Another product before it that is one with it; null for none. What folded into its rows stands there.</param>
internal sealed record DenseStep(
    Node Node, EquatableArray<AffineSource> Before, EquatableArray<AffineSource> After, bool FoldsInput, Node? Activation, DenseStep? Inner = null)
    : PredictionStep
{
    public override Shape Output => Node.Output;

    public Shape Input => Inner?.Input ?? Node.Input;

    /// <summary>The layers that became part of it, in order.</summary>
    public IEnumerable<Node> Taken => (Inner is null ? [] : Inner.Taken.Append(Inner.Node))
        .Concat(Before.Concat(After).Select(static source => source.Node).Where(node => node != Node))
        .Distinct()
        .OrderBy(static node => node.Index);

    /// <summary>What became part of it, in words: the layers' names, or what of them.</summary>
    public IEnumerable<string> TakenNames => Taken.Select(AffineStep.NameOf);
}

/// <summary>Scales and shifts that found no Dense: one multiply-add a value.</summary>
/// <param name="Sources">The layers, in order, combined into one.</param>
/// <param name="Shape">Shape a sample.</param>
/// <param name="Axis">Axis of the channels.</param>
internal sealed record AffineStep(EquatableArray<AffineSource> Sources, Shape Shape, int Axis) : PredictionStep
{
    public override Shape Output => Shape;

    /// <summary>What the packed transform consists of.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["Center", "CenterLow", "Scale", "Offset"];

    public bool IsPanelwise => Axis == Shape.Rank - 1;

    public Node Lead => Sources[0].Node;

    /// <summary>The layer's name, or what of it multiplies and shifts.</summary>
    public static string NameOf(Node node) => node.Layer is SampleNormLayer norm ? $"{norm.Rest} of {node.Name}" : node.Name;
}

/// <summary>A layer as it is.</summary>
internal sealed record LayerStep(Node Node) : PredictionStep
{
    public override Shape Output => Node.Output;
}
