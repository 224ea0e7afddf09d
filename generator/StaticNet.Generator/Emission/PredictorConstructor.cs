using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the predictor's constructor: what folds into what, in double, then packed.</summary>
internal static class PredictorConstructor
{
    public static void Print(CodeWriter writer, PredictionPlan plan)
    {
        writer.Line("internal Predictor(global::StaticNet.TrainedTensors tensors, global::StaticNet.Precision precision)");
        using (writer.Braces("    : base(tensors, precision)"))
        {
            writer.Line(
                plan.HasDense
                    ? $"_weights = new(precision == global::StaticNet.Precision.Single ? {Text.Invariant(plan.WeightFloats)} : {Text.Invariant(plan.KernelsStart)});"
                    : $"_weights = new({Text.Invariant(plan.WeightFloats)});");
            foreach (PredictionStep step in plan.Steps.Where(HasWeights))
            {
                writer.Line();
                switch (step)
                {
                    case DenseStep dense:
                        Fold(writer, dense, plan);
                        break;
                    case AffineStep affine:
                        Pack(writer, affine);
                        break;
                    case LayerStep layer:
                        Copy(writer, layer.Node);
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private static bool HasWeights(PredictionStep step) =>
        step is not LayerStep { Node: Node node } || node.Layer.Parameters(node.Input).Any();

    private static void Pack(CodeWriter writer, AffineStep affine)
    {
        string lead = affine.Lead.Identifier;
        string names = string.Join(", then ", affine.Sources.Select(static source => AffineStep.NameOf(source.Node)));
        string places = string.Join(", ", AffineStep.Parts.Select(part => $"Offsets.{lead}{part}"));
        writer.Line($"// {names}");
        writer.Line($"{Transform(affine.Sources)}.Pack(_weights.Span, {places});");
    }

    private static void Copy(CodeWriter writer, Node node)
    {
        writer.Line($"// {node.Name}");
        foreach (Tensor tensor in node.Layer.Parameters(node.Input))
        {
            string name = Text.Literal($"{node.Name}.{tensor.Suffix}");
            string place = $"Offsets.{node.Identifier}{Identifiers.Pascal(tensor.Suffix)}";
            writer.Line($"tensors[{name}].Values.CopyTo(_weights.Span.Slice({place}, {Text.Invariant(tensor.Count)}));");
        }
    }

    private static void Fold(CodeWriter writer, DenseStep dense, PredictionPlan plan)
    {
        Node node = dense.Node;
        string local = Prepare(writer, dense);
        writer.Line(
            $"{PredictorStage.Reduced(dense)} = Pack({Text.Literal(node.Name)}, {local}, _weights, "
            + $"Offsets.{node.Identifier}Kernel, Offsets.{node.Identifier}Bias);");
        if (plan.PackedSteps(dense) is { } steps)
        {
            using (writer.Braces("if (precision == global::StaticNet.Precision.Single)"))
            {
                writer.Line(
                    $"{local}.PackSteps(_weights.Span, Offsets.{node.Identifier}Steps, group: {Text.Invariant(steps.Group)}, "
                    + $"groups: {Text.Invariant(steps.Groups)});");
            }
        }
    }

    /// <summary>Declares the product with all that folds into it, and gives its name.</summary>
    private static string Prepare(CodeWriter writer, DenseStep dense)
    {
        string? inner = dense.Inner is null ? null : Prepare(writer, dense.Inner);
        if (inner is not null)
        {
            writer.Line();
        }

        Node node = dense.Node;
        string local = Identifiers.Camel(node.Identifier);
        writer.Line($"// {node.Name}, {node.Input.Columns} -> {node.Output.Columns}");
        writer.Line($"global::StaticNet.FoldedDense {local} = {((IProductLayer)node.Layer).Product("tensors", node.Name)};");
        if (dense.FoldsInput && dense.Inner is null)
        {
            writer.Line($"global::StaticNet.FoldableTransform input = {Transform(dense.Before)};");
            writer.Line("_subtractsCenter = input.NeedsSubtraction;");
            using (writer.Braces("if (_subtractsCenter)"))
            {
                writer.Line("input.PackCenter(_weights.Span, Offsets.InputCenter, Offsets.InputCenterLow);");
                writer.Line("input = input.WithoutCenter();");
            }

            writer.Line();
            writer.Line($"{local}.FoldBefore(input);");
        }
        else if (dense.Before.Count > 0)
        {
            writer.Line($"{local}.FoldBefore({Transform(dense.Before)});");
        }

        if (dense.After.Count > 0)
        {
            writer.Line($"{local}.FoldAfter({Transform(dense.After)});");
        }

        if (inner is not null)
        {
            writer.Line($"{local} = {inner}.Then({local});");
        }

        return local;
    }

    private static string Transform(EquatableArray<AffineSource> sources)
    {
        string combined = "";
        foreach (AffineSource source in sources)
        {
            string transform = ((IAffineLayer)source.Node.Layer).Transform("tensors", source.Node.Name, source.Node.Input);
            if (source.IsExpanded)
            {
                transform += $".Expand({Text.Invariant(source.Size)}, {Text.Invariant(source.Inner)})";
            }

            combined = combined.Length == 0 ? transform : $"{combined}.Then({transform})";
        }

        return combined;
    }
}
