using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints <c>*.Forward.g.cs</c>: the layers in training mode, then in prediction mode, and the ways in and out.</summary>
internal static class ForwardFile
{
    public static string Print(NetworkModel network, TrainingPlan plan) => FileHeader.Wrap(
        network.Type,
        FileHeader.Headline(network) + "\nThe layers forward, from a loaded batch to the values the loss takes.",
        "",
        static _ => { },
        writer =>
        {
            Pass(writer, "TrainingPass", "Forward", plan);
            writer.Line();
            Pass(writer, "PredictionPass", "Predict", plan);
            writer.Line();
            ReadOutput(writer, network, plan);
            if (network.EndsInLogits)
            {
                writer.Line();
                ReadLogits(writer, plan);
            }

            writer.Line();
            ReadClasses(writer, network, plan);
            foreach (Stage stage in plan.Stages.Where(static stage => stage.Lead.Layer.ListsNonZeros))
            {
                writer.Line();
                StagePrinter.ListNonZeros(writer, stage, plan);
            }

            if (!LoadsItself(plan))
            {
                writer.Line();
                LoadInput(writer, plan.Nodes[0].Output);
            }

            foreach (Stage stage in plan.Stages)
            {
                writer.Line();
                StagePrinter.Forward(writer, stage, plan, "Forward", isTraining: true);
            }

            foreach (Stage stage in plan.Stages)
            {
                writer.Line();
                StagePrinter.Forward(writer, stage, plan, "Predict", isTraining: false);
            }
        });

    private static bool LoadsItself(TrainingPlan plan) => plan.Stages.Count > 0 && StagePrinter.LoadsInput(plan.Stages[0]);

    private static void LoadInput(CodeWriter writer, Shape input)
    {
        writer.Line($"/// <summary>Loads the input: {input} values a sample.</summary>");
        using (writer.Braces("private void LoadInput(in SN::InputRows input, SN::Worker worker, int batch)"))
        {
            Rows(writer, input);
            PanelLoop.PrintShared(
                writer,
                input.Columns,
                (panel, _, _) => StagePrinter.Load(input, $"Activation(Offsets.InputValue, {panel}, rows)", panel));
        }
    }

    private static void Pass(CodeWriter writer, string name, string pass, TrainingPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces($"protected override void {name}(in SN::InputRows input, SN::Worker worker, int batch)"))
        {
            var calls = new List<WorkerCall>();
            if (!LoadsItself(plan))
            {
                calls.Add(new("LoadInput(in input, worker, batch);", IsShared: true, ReadsOwnPanels: false));
            }

            foreach (Stage stage in plan.Stages)
            {
                if (stage.Lead.Layer.ListsNonZeros)
                {
                    string byColumn = pass == "Forward" ? "true" : "DifferentiatesPrediction";
                    calls.Add(new($"{stage.Lead.Identifier}NonZeros(byColumn: {byColumn}, batch);", IsShared: false, ReadsOwnPanels: false));
                }

                string input = calls.Count == 0 ? "in input, " : "";
                string method = $"{stage.Lead.Identifier}{pass}";
                calls.Add(
                    stage.IsShared
                        ? new($"{method}({input}worker, batch);", IsShared: true, ReadsOwnPanels: false, WritesOwnPanels: stage.IsPanelwise)
                        : new($"{method}(batch);", IsShared: false, ReadsOwnPanels: false));
            }

            WorkerCall.Print(writer, calls);
            if (!calls[calls.Count - 1].IsShared)
            {
                writer.Line();
            }

            writer.Line("worker.Meet();");
        }
    }

    private static void ReadOutput(CodeWriter writer, NetworkModel network, TrainingPlan plan)
    {
        Shape shape = network.Output;
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void ReadOutput(global::System.Span<float> output, int batch)"))
        {
            string value = $"Activation(Offsets.{plan.Last.Identifier}Value)";
            if (network.Head is { } head)
            {
                string result = $"Activation(Offsets.{head.Identifier}Value)";
                writer.Line($"// {head.Name}: {head.Layer.Formula}");
                string sizes = head.Layer is ActivationLayer
                    ? $"batch * {Text.Invariant(shape.Floats)}"
                    : $"{RowsOf(shape)}, {Text.Invariant(shape.Columns)}";
                writer.Line(
                    head.Layer is TargetStandardizeLayer
                        ? TargetStandardizeLayer.Restore(head, value, result, sizes)
                        : HeadForward(head.Layer, $"in {value}, ref {result}, {sizes}{ArithmeticArgument.Of(network)}"));
                value = result;
            }

            writer.Line($"SN::PanelLayout.ToRowMajor(in {value}, ref output[0], {RowsOf(shape)}, {Text.Invariant(shape.Columns)});");
        }
    }

    private static void ReadLogits(CodeWriter writer, TrainingPlan plan)
    {
        Shape shape = plan.Last.Output;
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void ReadLogits(global::System.Span<float> logits, int batch)"))
        {
            writer.Line(
                $"SN::PanelLayout.ToRowMajor(in Activation(Offsets.{plan.Last.Identifier}Value), ref logits[0], {RowsOf(shape)}, "
                + $"{Text.Invariant(shape.Columns)});");
        }
    }

    /// <summary>The statement that runs softmax or sigmoid, which the loss contains and training skips.</summary>
    internal static string HeadForward(Layer head, string arguments) =>
        head is ActivationLayer activation
            ? $"SN::ActivationKernel.Forward({activation.Function}, {arguments});"
            : $"SN::{head.Kind}.Forward({arguments});";

    private static void ReadClasses(CodeWriter writer, NetworkModel network, TrainingPlan plan)
    {
        // Standardised values have another order, and another sign, than what the network gives.
        Shape shape = plan.Last.Output;
        Node source = network.TargetScaling ?? plan.Last;
        string value = $"in Activation(Offsets.{source.Identifier}Value), {RowsOf(shape)}";
        writer.Line("/// <inheritdoc/>");
        using (writer.Braces("protected override void ReadClasses(global::System.Span<int> classes, int batch)"))
        {
            if (source != plan.Last)
            {
                string values = $"Activation(Offsets.{plan.Last.Identifier}Value)";
                string restored = $"Activation(Offsets.{source.Identifier}Value)";
                writer.Line(TargetStandardizeLayer.Restore(source, values, restored, $"{RowsOf(shape)}, {Text.Invariant(shape.Columns)}"));
            }

            string threshold = network.Head is null && network.EndsInSigmoid ? "0.5f" : "0f";
            writer.Line(
                shape.Columns == 1
                    ? $"SN::BinaryClass.Rows({value}, threshold: {threshold}, classes);"
                    : $"SN::ArgMax.Rows({value}, {Text.Invariant(shape.Columns)}, classes);");
        }
    }

    internal static void Rows(CodeWriter writer, Shape shape) => writer.Line($"int rows = {RowsOf(shape)};");

    internal static string RowsOf(Shape shape) => shape.Positions == 1 ? "batch" : $"batch * {Text.Invariant(shape.Positions)}";
}
