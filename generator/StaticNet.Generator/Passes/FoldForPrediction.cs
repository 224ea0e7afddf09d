using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// What is left of a network when it only predicts: Dropout goes; scales and shifts fold into the Dense before them or, across an activation
/// or at the input, into the Dense after them; neighbours combine; an activation right after a Dense becomes part of its product. Preserves the
/// function up to rounding: folds only between values that one layer reads and nothing non-linear separates.
/// </summary>
internal static class FoldForPrediction
{
    public static EquatableArray<PredictionStep> Run(NetworkModel network)
    {
        var steps = new List<PredictionStep>();
        foreach (Node node in network.Nodes.Skip(1).Where(static node => node.Layer is not DropoutLayer && !node.IsIdentity))
        {
            steps.Add(node.Layer is IAffineLayer affine ? Affine(node, affine.Axis(node.Input)) : Plain(node));
        }

        Combine(steps);
        MoveThroughFlatten(steps);
        FoldBackward(steps);
        FoldForward(steps);
        FuseActivations(steps);
        return new EquatableArray<PredictionStep>(steps);
    }

    private static PredictionStep Plain(Node node) =>
        node.Layer is DenseLayer
            ? new DenseStep(node, EquatableArray<AffineSource>.Empty, EquatableArray<AffineSource>.Empty, FoldsInput: false, Activation: null)
            : new LayerStep(node);

    private static AffineStep Affine(Node node, int axis)
    {
        Shape shape = node.Input;
        int last = shape.Rank - 1;

        // A single channel is the same number for every column, so it may as well stand on the last axis.
        return axis != last && shape.Dimensions[axis] == 1
            ? new AffineStep(new EquatableArray<AffineSource>([new AffineSource(node, shape.Columns, shape.Columns, IsExpanded: true)]), shape, last)
            : new AffineStep(new EquatableArray<AffineSource>([new AffineSource(node, shape.Dimensions[axis], 1, IsExpanded: false)]), shape, axis);
    }

    private static void Combine(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] is AffineStep second && steps[i - 1] is AffineStep first && first.Axis == second.Axis)
            {
                steps[i - 1] = first with { Sources = new EquatableArray<AffineSource>(first.Sources.Concat(second.Sources)) };
                steps.RemoveAt(i--);
            }
        }
    }

    /// <summary>Scale and shift, then Flatten, then Dense: behind the Flatten each position has its own columns, and the Dense can take them.</summary>
    private static void MoveThroughFlatten(List<PredictionStep> steps)
    {
        for (int i = steps.Count - 3; i >= 0; i--)
        {
            if (steps[i] is AffineStep affine && steps[i + 1] is LayerStep { Node.Layer: FlattenLayer } flatten && steps[i + 2] is DenseStep)
            {
                Shape shape = affine.Shape;
                int inner = shape.Dimensions.Skip(affine.Axis + 1).Aggregate(1, static (product, size) => product * size);
                var sources = affine.Sources.Select(
                    source => source with { Size = shape.Size, Inner = source.IsExpanded ? shape.Size : inner, IsExpanded = true });
                steps[i] = flatten;
                steps[i + 1] = new AffineStep(new EquatableArray<AffineSource>(sources), new Shape(shape.Size), 0);
            }
        }
    }

    private static void FoldBackward(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] is AffineStep { IsPanelwise: true } affine && steps[i - 1] is DenseStep dense)
            {
                steps[i - 1] = dense with { After = new EquatableArray<AffineSource>(dense.After.Concat(affine.Sources)) };
                steps.RemoveAt(i--);
            }
        }
    }

    private static void FoldForward(List<PredictionStep> steps)
    {
        for (int i = steps.Count - 2; i >= 0; i--)
        {
            if (steps[i] is AffineStep { IsPanelwise: true } affine && steps[i + 1] is DenseStep dense)
            {
                // A fixed scale has no centre that could be large; all that is fitted or learned has.
                bool isAtInput = steps.Take(i).All(static step => step is LayerStep { Node.Layer: FlattenLayer });
                bool hasCenter = affine.Sources.Concat(dense.Before).Any(static source => source.Node.Layer is not RescaleLayer);
                var before = new EquatableArray<AffineSource>(affine.Sources.Concat(dense.Before));
                steps[i + 1] = dense with { Before = before, FoldsInput = isAtInput && hasCenter };
                steps.RemoveAt(i);
            }
        }
    }

    /// <summary>But for a last sigmoid, which classification skips.</summary>
    private static void FuseActivations(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            bool isHead = i == steps.Count - 1 && steps[i] is LayerStep { Node.Layer: SigmoidLayer };
            if (!isHead && steps[i] is LayerStep { Node: { Layer: ActivationLayer } activation } && steps[i - 1] is DenseStep { Activation: null } dense)
            {
                steps[i - 1] = dense with { Activation = activation };
                steps.RemoveAt(i--);
            }
        }
    }
}
