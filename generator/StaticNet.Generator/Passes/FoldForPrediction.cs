using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// What is left of a network when it only predicts: Dropout and other noise go; scales and shifts fold into the Dense before them or, across an activation
/// or at the input, into the Dense after them, as do γ and β of norms of single samples; neighbours combine; whitening and the Dense after it become one product; an activation right after a
/// Dense becomes part of its product. Preserves the function up to rounding: folds only between values that one layer reads and nothing non-linear separates.
/// </summary>
internal static class FoldForPrediction
{
    public static EquatableArray<PredictionStep> Run(NetworkModel network)
    {
        var steps = new List<PredictionStep>();
        var values = new Dictionary<int, int> { [0] = 0 };
        foreach (Node node in network.Nodes.Skip(1))
        {
            EquatableArray<int> inputs = new(node.Inputs.Select(input => values[input]));
            bool isGone = node.Layer is NoiseLayer || node.IsIdentity;
            values[node.Index] = isGone ? inputs[0] : node.Index;
            if (isGone)
            {
                continue;
            }

            if (node.Layer is SampleNormLayer norm)
            {
                Split(steps, node, norm, inputs);
                continue;
            }

            if (node.Layer is IAffineLayer affine)
            {
                // Whitening centres, then multiplies: what stands between is no layer's value.
                int value = node.Layer is IProductLayer ? -node.Index : node.Index;
                steps.Add(Affine(node, affine.Axis(node.Input)) with { Inputs = inputs, Value = value });
                inputs = new EquatableArray<int>([value]);
            }

            if (node.Layer is IProductLayer or not IAffineLayer)
            {
                steps.Add(Plain(node) with { Inputs = inputs, Value = node.Index });
            }
        }

        Combine(steps);
        MoveThroughFlatten(steps);
        FoldBackward(steps);
        FoldForward(steps);
        Multiply(steps);
        Rejoin(steps);
        FuseActivations(steps);
        return new EquatableArray<PredictionStep>(steps);
    }

    /// <summary>Whether a value is read once: a merge of a Dropout and of what that reads has the same value twice.</summary>
    public static bool HasOneReader(IReadOnlyList<PredictionStep> steps, int value) =>
        steps.Sum(step => step.Inputs.Count(input => input == value)) == 1;

    /// <summary>The place of the step whose value is the first that <paramref name="reader"/> reads, and nobody else does; else −1.</summary>
    private static int Source(List<PredictionStep> steps, PredictionStep reader) =>
        HasOneReader(steps, reader.Inputs[0]) ? steps.FindIndex(step => step.Value == reader.Inputs[0]) : -1;

    /// <summary>The place of the one step that reads the value of <paramref name="step"/>; −1 where there are others, or none.</summary>
    private static int Reader(List<PredictionStep> steps, PredictionStep step) =>
        HasOneReader(steps, step.Value) ? steps.FindIndex(other => other.Inputs.Contains(step.Value)) : -1;

    private static PredictionStep Plain(Node node) =>
        node.Layer is IProductLayer
            ? new DenseStep(node, EquatableArray<AffineSource>.Empty, EquatableArray<AffineSource>.Empty, FoldsInput: false, Activation: null)
            : new LayerStep(node);

    /// <summary>A norm of single samples normalises, then multiplies by γ and adds β, which a Dense may do as well.</summary>
    private static void Split(List<PredictionStep> steps, Node node, SampleNormLayer norm, EquatableArray<int> inputs)
    {
        int value = norm.Scale || norm.Center ? -node.Index : node.Index;
        steps.Add(new LayerStep(node with { Layer = norm.Bare }) { Inputs = inputs, Value = value });
        if (value != node.Index)
        {
            steps.Add(Affine(node, norm.Axis(node.Input)) with { Inputs = new EquatableArray<int>([value]), Value = node.Index });
        }
    }

    /// <summary>Puts γ and β that found no Dense, and nothing to combine with, back into the pass that normalises.</summary>
    private static void Rejoin(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] is AffineStep { Sources: { Count: 1 } sources } affine && sources[0] is { IsExpanded: false, Node: { Layer: SampleNormLayer } node })
            {
                int source = steps.FindIndex(step => step.Value == affine.Inputs[0]);
                steps[source] = new LayerStep(node) { Inputs = steps[source].Inputs, Value = affine.Value };
                steps.RemoveAt(i--);
            }
        }
    }

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
            if (steps[i] is AffineStep second && Source(steps, second) is >= 0 and var source
                && steps[source] is AffineStep first && first.Axis == second.Axis)
            {
                steps[source] = first with
                {
                    Sources = new EquatableArray<AffineSource>(first.Sources.Concat(second.Sources)),
                    Value = second.Value,
                };
                steps.RemoveAt(i--);
            }
        }
    }

    /// <summary>Scale and shift, then Flatten, then Dense: behind the Flatten each position has its own columns, and the Dense can take them.</summary>
    private static void MoveThroughFlatten(List<PredictionStep> steps)
    {
        for (int i = steps.Count - 3; i >= 0; i--)
        {
            if (steps[i] is AffineStep affine
                && Reader(steps, affine) is >= 0 and var next && steps[next] is LayerStep { Node.Layer: FlattenLayer } flatten
                && ReachesDense(steps, flatten))
            {
                Shape shape = affine.Shape;
                int inner = shape.Dimensions.Skip(affine.Axis + 1).Aggregate(1, static (product, size) => product * size);
                var sources = affine.Sources.Select(
                    source => source with { Size = shape.Size, Inner = source.IsExpanded ? shape.Size : inner, IsExpanded = true });
                steps[i] = flatten with { Inputs = affine.Inputs, Value = affine.Value };
                steps[next] = new AffineStep(new EquatableArray<AffineSource>(sources), new Shape(shape.Size), 0)
                {
                    Inputs = flatten.Inputs,
                    Value = flatten.Value,
                };
            }
        }
    }

    /// <summary>Whether a Dense reads the value of <paramref name="step"/>, perhaps scaled and shifted on the way.</summary>
    private static bool ReachesDense(List<PredictionStep> steps, PredictionStep step)
    {
        int reader = Reader(steps, step);
        while (reader >= 0 && steps[reader] is AffineStep { Shape.Rank: 1 } affine)
        {
            reader = Reader(steps, affine);
        }

        return reader >= 0 && steps[reader] is DenseStep;
    }

    private static void FoldBackward(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] is AffineStep { IsPanelwise: true } affine && !ShiftsRawValues(steps, affine)
                && Source(steps, affine) is >= 0 and var source && steps[source] is DenseStep dense)
            {
                steps[source] = dense with
                {
                    After = new EquatableArray<AffineSource>(dense.After.Concat(affine.Sources)),
                    Value = affine.Value,
                };
                steps.RemoveAt(i--);
            }
        }
    }

    private static void FoldForward(List<PredictionStep> steps)
    {
        for (int i = steps.Count - 2; i >= 0; i--)
        {
            if (steps[i] is AffineStep { IsPanelwise: true } affine && !ShiftsRawValues(steps, affine)
                && Reader(steps, affine) is >= 0 and var next && steps[next] is DenseStep dense)
            {
                // A fixed scale has no centre that could be large; all that is fitted or learned has.
                bool hasCenter = affine.Sources.Concat(dense.Before).Any(static source => ((IAffineLayer)source.Node.Layer).HasCenter);
                bool isAtInput = IsAtInput(steps, affine, out bool isAlone);
                if (isAtInput && hasCenter && !isAlone)
                {
                    continue;
                }

                var before = new EquatableArray<AffineSource>(affine.Sources.Concat(dense.Before));
                steps[next] = dense with { Before = before, FoldsInput = isAtInput && hasCenter, Inputs = affine.Inputs };
                steps.RemoveAt(i);
            }
        }
    }

    /// <summary>
    /// Whether nothing but Flattens stands between the input and a step. Only where no other step reads any of that can a centre be subtracted while the
    /// input is loaded.
    /// </summary>
    private static bool IsAtInput(List<PredictionStep> steps, PredictionStep step, out bool isAlone)
    {
        int value = step.Inputs[0];
        isAlone = HasOneReader(steps, value);
        while (value != 0)
        {
            PredictionStep source = steps.First(other => other.Value == value);
            if (source is not LayerStep { Node.Layer: FlattenLayer })
            {
                return false;
            }

            value = source.Inputs[0];
            isAlone &= HasOneReader(steps, value);
        }

        return true;
    }

    /// <summary>
    /// Whether a shift acts on columns that may be as far from zero as the input's, without being at the input itself: in a bias it would lose digits.
    /// </summary>
    private static bool ShiftsRawValues(List<PredictionStep> steps, AffineStep affine)
    {
        PredictionStep? source = SourceOf(affine);
        while (source is LayerStep { Node.Layer: FlattenLayer })
        {
            source = SourceOf(source);
        }

        return affine.Sources.Any(static part => ((IAffineLayer)part.Node.Layer).HasCenter)
            && source is DenseStep { Node.Layer: WhitenLayer { LeavesColumns: true } } or LayerStep { Node.Layer: INormalizer };

        PredictionStep? SourceOf(PredictionStep reader) => steps.Find(step => step.Value == reader.Inputs[0]);
    }

    /// <summary>Makes one product of whitening and what follows, unless the two take less work one after the other.</summary>
    private static void Multiply(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] is DenseStep second && Source(steps, second) is >= 0 and var source
                && steps[source] is DenseStep { Node.Layer: WhitenLayer } first
                && Work(first.Input, second.Output) <= Work(first.Input, first.Output) + Work(second.Input, second.Output))
            {
                steps[source] = second with { Inner = first, FoldsInput = first.FoldsInput, Inputs = first.Inputs };
                steps.RemoveAt(i--);
            }
        }

        static long Work(Shape input, Shape output) => (long)input.Columns * Panels.PaddedColumns(output.Columns);
    }

    /// <summary>But for a last sigmoid, which classification skips.</summary>
    private static void FuseActivations(List<PredictionStep> steps)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            bool isHead = i == steps.Count - 1 && steps[i] is LayerStep { Node.Layer: SigmoidLayer };
            if (!isHead && steps[i] is LayerStep { Node: { Layer: ActivationLayer } activation } step
                && Source(steps, step) is >= 0 and var source && steps[source] is DenseStep { Activation: null } dense)
            {
                steps[source] = dense with { Activation = activation, Value = step.Value };
                steps.RemoveAt(i--);
            }
        }
    }
}
