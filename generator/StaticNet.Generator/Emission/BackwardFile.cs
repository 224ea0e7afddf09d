using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Backward.g.cs</c>: the loss, and the layers backward.</summary>
internal static class BackwardFile
{
    public static string Print(NetworkModel network, TrainingPlan plan) => FileHeader.Wrap(
        network.Type,
        FileHeader.Headline(network) + "\nThe loss and the layers backward. Gradients of parameters are overwritten, not added to.",
        "",
        static _ => { },
        writer =>
        {
            Loss(writer, network, plan);
            writer.Line();
            LoadOutputGradient(writer, network, plan);
            if (network.EndsInLogits)
            {
                writer.Line();
                LoadLogitGradient(writer, plan);
            }

            writer.Line();
            TransposePass(writer, plan);
            writer.Line();
            BackwardPass(writer, plan);
            writer.Line();
            ReadInputGradient(writer, plan.Nodes[0].Output);
            foreach (Stage stage in plan.Stages.Reverse())
            {
                if (stage.HasBackward)
                {
                    writer.Line();
                    StagePrinter.Backward(writer, stage, plan);
                }

                if (StagePrinter.Transposes(stage))
                {
                    writer.Line();
                    StagePrinter.Transpose(writer, stage, plan);
                }

                if (!stage.Lead.Layer.GradientInPlace)
                {
                    writer.Line();
                    StagePrinter.InputGradient(writer, stage, plan);
                }
            }
        });

    private static void Loss(CodeWriter writer, NetworkModel network, TrainingPlan plan)
    {
        LossChoice loss = network.Loss;
        Shape shape = plan.Last.Output;
        string columns = Text.Invariant(shape.Columns);
        string kernel = $"SN::{KernelOf(loss.Kind)}";
        string number = loss.Kind switch
        {
            LossKind.CrossEntropy or LossKind.ClippedCrossEntropy or LossKind.BinaryCrossEntropy => $", labelSmoothing: {Text.Single(loss.LabelSmoothing)}",
            LossKind.Huber => $", delta: {Text.Single(loss.Delta)}",
            _ => "",
        };
        string Call(string method, string expected) =>
            $"{kernel}.{method}(in values, ref valueGradient, {expected}, {ForwardFile.RowsOf(shape)}, {columns}{number}{ArithmeticArgument.Of(network)}, weights: weights)";

        bool takesLabels = loss.Kind.IsOfClasses() || (loss.Kind == LossKind.BinaryCrossEntropy && shape.Columns == 1);
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces(
            "protected override double LossPass(global::System.ReadOnlySpan<int> labels, "
            + "global::System.ReadOnlySpan<float> targets, global::System.ReadOnlySpan<float> weights, int batch, bool gradient)"))
        {
            if (network.TargetScaling is { } node)
            {
                writer.Line($"// {node.Name}");
                writer.Line(TargetStandardizeLayer.Standardize(node));
                writer.Line();
            }

            writer.Line($"ref float values = ref Activation(Offsets.{plan.Last.Identifier}Value);");
            writer.Line($"ref float valueGradient = ref gradient ? ref Activation(Offsets.{plan.Last.Identifier}Gradient) : ref Absent;");
            writer.Line(
                takesLabels
                    ? $"return targets.IsEmpty ? {Call("Labels", "labels")} : {Call("Targets", "targets")};"
                    : $"return {Call("Targets", "targets")};");
        }
    }

    private static string KernelOf(LossKind kind) => kind switch
    {
        LossKind.CrossEntropy => "SoftmaxCrossEntropy",
        LossKind.ClippedCrossEntropy => "ClippedCrossEntropy",
        LossKind.BinaryCrossEntropy => "BinaryCrossEntropy",
        LossKind.MeanSquaredError => "MeanSquaredError",
        LossKind.MeanAbsoluteError => "MeanAbsoluteError",
        _ => "Huber",
    };

    private static void LoadOutputGradient(CodeWriter writer, NetworkModel network, TrainingPlan plan)
    {
        Shape shape = network.Output;
        string columns = Text.Invariant(shape.Columns);
        string rows = ForwardFile.RowsOf(shape);
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void LoadOutputGradient(global::System.ReadOnlySpan<float> outputGradient, int batch)"))
        {
            writer.Line($"ref float gradient = ref Activation(Offsets.{plan.Last.Identifier}Gradient);");
            writer.Line($"SN::PanelLayout.FromRowMajor(in outputGradient[0], ref gradient, {rows}, {columns});");
            if (network.Head is { } head)
            {
                string values = $"in Activation(Offsets.{plan.Last.Identifier}Value)";
                string output = $"in Activation(Offsets.{head.Identifier}Value)";
                writer.Line();
                writer.Line($"// {head.Name}");
                writer.Line(head.Layer switch
                {
                    TargetStandardizeLayer => TargetStandardizeLayer.RestoreGradient(head, "gradient", $"{rows}, {columns}"),
                    ActivationLayer activation => $"SN::ActivationKernel.Backward({activation.Function}, {values}, {output}, in gradient, ref gradient, "
                        + $"batch * {Text.Invariant(shape.Floats)}{ArithmeticArgument.Of(network)});",
                    _ => $"SN::{head.Layer.Kind}.Backward({output}, in gradient, ref gradient, {rows}, {columns}{ArithmeticArgument.Of(network)});",
                });
            }
        }
    }

    private static void LoadLogitGradient(CodeWriter writer, TrainingPlan plan)
    {
        Shape shape = plan.Last.Output;
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void LoadLogitGradient(global::System.ReadOnlySpan<float> logitGradient, int batch)"))
        {
            writer.Line(
                $"SN::PanelLayout.FromRowMajor(in logitGradient[0], ref Activation(Offsets.{plan.Last.Identifier}Gradient), {ForwardFile.RowsOf(shape)}, "
                + $"{Text.Invariant(shape.Columns)});");
        }
    }

    private static void TransposePass(CodeWriter writer, TrainingPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void TransposePass(SN::Worker worker, bool inputGradient)"))
        {
            WorkerCall.Print(
                writer,
                [
                    .. plan.Stages.Reverse().Where(StagePrinter.Transposes).Select(stage => new WorkerCall(
                        $"{stage.Lead.Identifier}Transpose(worker);", IsShared: true, ReadsOwnPanels: true, OnlyForInput: !plan.TrainsBelow(stage.Lead))),
                ]);
        }
    }

    private static void BackwardPass(CodeWriter writer, TrainingPlan plan)
    {
        var calls = new List<WorkerCall>();
        foreach (Stage stage in plan.Stages.Reverse())
        {
            bool isShared = stage.IsShared;
            string worker = isShared ? "worker, " : "";
            if (stage.HasBackward)
            {
                string gradients = StagePrinter.TakesGradients(stage) ? "gradients, " : "";
                calls.Add(new(
                    $"{stage.Lead.Identifier}Backward({gradients}{worker}batch);",
                    isShared,
                    ReadsOwnPanels: !plan.TakesGradientMemory(stage),
                    OnlyForInput: !stage.IsTrained && !stage.Nodes.Any(plan.TrainsBelow)));
            }

            if (!stage.Lead.Layer.GradientInPlace)
            {
                calls.Add(new(
                    $"{stage.Lead.Identifier}InputGradient({worker}batch);", isShared, ReadsOwnPanels: false, OnlyForInput: !plan.TrainsBelow(stage.Lead),
                    WritesOwnPanels: stage.IsPanelwise));
            }
        }

        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void BackwardPass(SN::GradientSink gradients, SN::Worker worker, int batch, bool inputGradient)"))
        {
            WorkerCall.Print(writer, calls);
        }
    }

    private static void ReadInputGradient(CodeWriter writer, Shape input)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void ReadInputGradient(global::System.Span<float> inputGradient, int batch)"))
        {
            writer.Line(
                $"SN::PanelLayout.ToRowMajor(in Activation(Offsets.InputGradient), ref inputGradient[0], {ForwardFile.RowsOf(input)}, "
                + $"{Text.Invariant(input.Columns)});");
        }
    }
}
