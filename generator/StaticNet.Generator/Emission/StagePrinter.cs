using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the methods of one stage and pass: a loop over panels and what is done with a panel, or one method over all panels.</summary>
internal static class StagePrinter
{
    private const string PanelParameters = "int panel, int width, int columns";

    /// <summary>Whether the stage can fetch its input itself, a panel at a time.</summary>
    public static bool LoadsInput(Stage stage) => stage.Lead.Layer is { IsPanelwise: true } and not DenseLayer;

    /// <summary>Prints what lists the values of the stage's input that are not zero.</summary>
    public static void ListNonZeros(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        writer.Line($"/// <summary>Lists what is not zero in the input of {Text.Xml(stage.Lead.Layer.Title)}, unless that is too much.</summary>");
        using (writer.Braces($"private void {stage.Lead.Identifier}NonZeros(bool byColumn, int batch)"))
        {
            ForwardFile.Rows(writer, stage.Lead.Output);
            stage.Lead.Layer.ListNonZeros(new TrainingCode(writer, stage.Lead, plan));
        }
    }

    /// <summary>Prints a pass over the stage's layers in order; <paramref name="pass"/> names the methods.</summary>
    public static void Forward(CodeWriter writer, Stage stage, TrainingPlan plan, string pass, bool isTraining)
    {
        Summary(writer, stage, $"{pass}: {string.Join(", ", stage.Nodes.Select(static node => node.Layer.Title))}");
        void PrintLayer(Node node, Node? fused)
        {
            var code = new TrainingCode(writer, node, plan) { Activation = (ActivationLayer?)fused?.Layer };
            if (isTraining)
            {
                node.Layer.Forward(code);
            }
            else
            {
                node.Layer.Predict(code);
            }
        }

        if (!stage.IsPanelwise)
        {
            using (writer.Braces($"private void {stage.Lead.Identifier}{pass}({WorkerOf(stage)}int batch)"))
            {
                ForwardFile.Rows(writer, stage.Lead.Output);
                Comment(writer, stage.Lead);
                if (isTraining)
                {
                    stage.Lead.Layer.BeforePanels(new TrainingCode(writer, stage.Lead, plan));
                }

                PrintLayer(stage.Lead, null);
            }

            return;
        }

        bool loads = stage == plan.Stages[0] && LoadsInput(stage);
        string parameter = loads ? "in SN::InputRows input, " : "";
        using (writer.Braces($"private void {stage.Lead.Identifier}{pass}({parameter}SN::Worker worker, int batch)"))
        {
            if (isTraining)
            {
                OfFirst(writer, stage, plan, static (layer, code) => layer.BeforePanels(code), before: true);
            }

            EachPanel(writer, stage, pass, loads ? ", in input, batch" : ", batch");
        }

        writer.Line();
        using (writer.Braces($"private void {stage.Lead.Identifier}{pass}Panel({PanelParameters}, {parameter}int batch)"))
        {
            ForwardFile.Rows(writer, stage.Lead.Output);
            var inScope = new HashSet<int>();
            if (stage.Lead.Layer is not DenseLayer)
            {
                PrintPanel(stage.Lead.Inputs[0]);
            }

            if (loads)
            {
                writer.Line(Load(plan.Nodes[0].Output, $"{Identifiers.Camel(plan.Network.Nodes[stage.Lead.Inputs[0]].Identifier)}", "panel"));
            }

            for (int i = 0; i < stage.Nodes.Count; i++)
            {
                Node node = stage.Nodes[i];
                Node? fused = i + 1 < stage.Nodes.Count ? Fused(node, stage.Nodes[i + 1], plan) : null;
                writer.Line();
                writer.Line($"// {Description(node)}{(fused is null ? "" : $"; {Description(fused)}")}");
                PrintValue(node);
                if (fused is not null && ++i + 1 < stage.Nodes.Count)
                {
                    PrintValue(fused);
                }

                PrintLayer(node, fused);
            }

            void PrintPanel(int value)
            {
                if (inScope.Add(value))
                {
                    PanelOf(writer, plan, value, "Value");
                }
            }

            void PrintValue(Node node)
            {
                foreach (int other in node.Inputs.Skip(1))
                {
                    PrintPanel(other);
                }

                if (IsInPlace(node, plan))
                {
                    string input = Identifiers.Camel(plan.Network.Nodes[node.Inputs[0]].Identifier);
                    writer.Line($"ref float {Identifiers.Camel(node.Identifier)} = ref {input};");
                }
                else
                {
                    PanelOf(writer, plan, node.Index, "Value");
                }
            }
        }
    }

    /// <summary>The statement that loads a panel of the samples.</summary>
    public static string Load(Shape input, string target, string panel) =>
        $"SN::PanelLayout.LoadPanel(in input, ref {target}, batch, {Text.Invariant(input.Positions)}, {Text.Invariant(input.Columns)}, {panel});";

    /// <summary>Prints the gradients of the stage's parameters and, for layers that work in place, of their inputs.</summary>
    public static void Backward(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        const string Pass = "Backward";
        Summary(writer, stage, $"Backward: {string.Join(", ", stage.Nodes.Reverse().Select(static node => node.Layer.Title))}");
        if (!stage.IsPanelwise)
        {
            using (writer.Braces($"private void {stage.Lead.Identifier}{Pass}({WorkerOf(stage)}int batch)"))
            {
                ForwardFile.Rows(writer, stage.Lead.Output);
                var code = new TrainingCode(writer, stage.Lead, plan);
                stage.Lead.Layer.Backward(code);
                if (stage.Lead.Layer.GradientInPlace)
                {
                    Spread(writer, plan.Way(stage.Lead.Index, 0), code.DY, code.Sum(0), code.Count);
                }
            }

            return;
        }

        (string parameter, string argument) = TakesGradients(stage) ? ("SN::GradientSink gradients, ", "gradients, ") : ("", "");
        using (writer.Braces($"private void {stage.Lead.Identifier}{Pass}({parameter}SN::Worker worker, int batch)"))
        {
            EachPanel(writer, stage, Pass, $", {argument}batch");
            OfFirst(writer, stage, plan, static (layer, code) => layer.AfterGradientPanels(code), before: false);
        }

        writer.Line();
        using (writer.Braces($"private void {stage.Lead.Identifier}{Pass}Panel({PanelParameters}, {parameter}int batch)"))
        {
            ForwardFile.Rows(writer, stage.Lead.Output);
            foreach (int value in ReadByBackward(stage, plan))
            {
                PanelOf(writer, plan, value, "Value");
            }

            writer.Line(
                $"ref float gradient = ref Activation(Offsets.{stage.Nodes[stage.Nodes.Count - 1].Identifier}Gradient, panel, rows);");
            foreach (Node node in stage.Nodes.Reverse())
            {
                writer.Line();
                writer.Line($"// {node.Name}");
                var code = new TrainingCode(writer, node, plan);
                node.Layer.Backward(code);
                for (int input = node.Inputs.Count - 1; input >= (node.Layer.GradientInPlace ? 0 : 1); input--)
                {
                    Spread(writer, plan.Way(node.Index, input), code.DY, code.SumPanel(input, "panel"), "rows * width");
                }
            }
        }
    }

    /// <summary>Whether the stage's backward pass has gradients for a sink.</summary>
    public static bool TakesGradients(Stage stage) => stage.Lead.Layer is DenseLayer;

    /// <summary>Prints the gradient of the stage's input where its lead does not work in place.</summary>
    public static void InputGradient(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        writer.Line($"/// <summary>Gradient of the input of {stage.Lead.Layer.Title}: {stage.Lead.Input} values a sample.</summary>");
        using (writer.Braces($"private void {stage.Lead.Identifier}InputGradient({WorkerOf(stage)}int batch)"))
        {
            ForwardFile.Rows(writer, stage.Lead.Output);
            TrainingCode code = new TrainingCode(writer, stage.Lead, plan).ForInputGradient();
            stage.Lead.Layer.InputGradient(code);
            for (int input = stage.Lead.Inputs.Count - 1; !stage.IsPanelwise && input >= 0; input--)
            {
                if (plan.HasShare(stage.Lead.Index, input))
                {
                    AddShare(writer, stage, code, input, plan.OutputOf(stage.Lead.Inputs[input]));
                }
            }
        }
    }

    /// <summary>Prints how the share of a stage that sees all panels joins the gradient of its input: each worker adds the panels that it owns.</summary>
    private static void AddShare(CodeWriter writer, Stage stage, TrainingCode code, int input, Shape shape)
    {
        if (!stage.IsShared)
        {
            string count = $"batch * {Text.Invariant(shape.Floats)}";
            writer.Line($"SN::ElementSum.Add(in {code.GradientOf(input)}, in {code.Sum(input)}, ref {code.Sum(input)}, {count});");
            return;
        }

        writer.Line("worker.Meet();");
        code.EachPanel(
            shape.Columns,
            (panel, width) => $"SN::ElementSum.Add(in {code.InputGradientPanel(panel)}, in {code.SumPanel(input, panel)}, "
                + $"ref {code.SumPanel(input, panel)}, rows * {(width.Length > 2 ? $"({width})" : width)});");
    }

    /// <summary>Whether the gradient of the stage's input needs something transposed.</summary>
    public static bool Transposes(Stage stage) => stage.Lead.Layer is DenseLayer;

    /// <summary>Prints the transposed copy that <see cref="InputGradient"/> reads.</summary>
    public static void Transpose(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        writer.Line($"/// <summary>The transposed kernel of {stage.Lead.Layer.Title}, for the gradient of its input.</summary>");
        using (writer.Braces($"private void {stage.Lead.Identifier}Transpose(SN::Worker worker)"))
        {
            stage.Lead.Layer.Transpose(new TrainingCode(writer, stage.Lead, plan));
        }
    }

    /// <summary>Prints what the first worker does around everyone's panels, and lets all meet there; nothing if no layer has any.</summary>
    private static void OfFirst(CodeWriter writer, Stage stage, TrainingPlan plan, Action<Layer, LayerCode> print, bool before)
    {
        var lines = new CodeWriter();
        foreach (Node node in stage.Nodes)
        {
            print(node.Layer, new TrainingCode(lines, node, plan));
        }

        string text = lines.ToString().TrimEnd('\n');
        if (text.Length == 0)
        {
            return;
        }

        if (!before)
        {
            writer.Line();
            writer.Line("worker.Meet();");
        }

        using (writer.Braces("if (worker.IsFirst)"))
        {
            writer.Lines(text);
        }

        writer.Line();
        if (before)
        {
            writer.Line("worker.Meet();");
        }
    }

    /// <summary>Prints how a gradient that is at hand reaches that of an input; nothing where it lies there already.</summary>
    private static void Spread(CodeWriter writer, GradientWay way, string gradient, string target, string count)
    {
        if (way == GradientWay.Copy)
        {
            writer.Line($"SN::PanelLayout.Copy(in {gradient}, ref {target}, {count});");
        }
        else if (way == GradientWay.Add)
        {
            writer.Line($"SN::ElementSum.Add(in {gradient}, in {target}, ref {target}, {count});");
        }
    }

    private static void Summary(CodeWriter writer, Stage stage, string what) =>
        writer.Line(
            $"/// <summary>{Text.Xml(what)}; {stage.Lead.Input} -> {stage.Nodes[stage.Nodes.Count - 1].Output} values a sample.</summary>");

    /// <summary>The parameter of a method that every worker runs.</summary>
    private static string WorkerOf(Stage stage) => stage.IsShared ? "SN::Worker worker, " : "";

    private static void Comment(CodeWriter writer, Node node) => writer.Line($"// {Description(node)}");

    private static string Description(Node node) => $"{node.Name}: {node.Layer.Formula}";

    private static bool IsInPlace(Node node, TrainingPlan plan) =>
        node.Layer is not DenseLayer && plan.Value(node.Index) == plan.Value(node.Inputs[0]);

    /// <summary><paramref name="next"/> where it is an activation that the product before it can apply, since nobody needs its input.</summary>
    private static Node? Fused(Node node, Node next, TrainingPlan plan) =>
        node.Layer is DenseLayer && next.Layer is ActivationLayer && IsInPlace(next, plan) ? next : null;

    /// <summary>The values that backward reads a panel of: inputs and outputs of the stage's layers, each once.</summary>
    private static SortedSet<int> ReadByBackward(Stage stage, TrainingPlan plan)
    {
        var values = new SortedSet<int>();
        foreach (Node node in stage.Nodes.Where(static node => node.Layer is not (DenseLayer or MergeLayer)))
        {
            values.Add(node.Inputs[0]);
            values.Add(node.Index);
        }

        return values;
    }

    private static void PanelOf(CodeWriter writer, TrainingPlan plan, int node, string what)
    {
        string identifier = plan.Network.Nodes[node].Identifier;
        writer.Line($"ref float {Identifiers.Camel(identifier)} = ref Activation(Offsets.{identifier}{what}, panel, rows);");
    }

    /// <summary>Calls the panel method for each panel that the worker owns.</summary>
    private static void EachPanel(CodeWriter writer, Stage stage, string pass, string arguments) =>
        PanelLoop.PrintShared(
            writer,
            stage.Lead.Output.Columns,
            (panel, width, columns) =>
                $"{stage.Lead.Identifier}{pass}Panel({panel}, width: {width}, columns: {columns}{arguments});");
}
