using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the methods of one stage and pass: a loop over panels and what is done with a panel, or one method over all panels.</summary>
internal static class StagePrinter
{
    private const string PanelParameters = "int panel, int width, int columns, int batch";

    /// <summary>Prints a pass over the stage's layers in order; <paramref name="pass"/> names the methods.</summary>
    public static void Forward(CodeWriter writer, Stage stage, TrainingPlan plan, string pass, Action<Layer, LayerCode> print)
    {
        Summary(writer, stage, $"{pass}: {string.Join(", ", stage.Nodes.Select(static node => node.Layer.Title))}");
        if (!stage.IsPanelwise)
        {
            using (writer.Braces($"private void {stage.Lead.Identifier}{pass}(int batch)"))
            {
                Rows(writer, stage.Lead.Output);
                Comment(writer, stage.Lead);
                print(stage.Lead.Layer, new TrainingCode(writer, stage.Lead, plan));
            }

            return;
        }

        Panels(writer, stage, pass);
        using (writer.Braces($"private void {stage.Lead.Identifier}{pass}Panel({PanelParameters})"))
        {
            Rows(writer, stage.Lead.Output);
            writer.Line("nuint column = (nuint)panel * 32;");
            if (stage.Lead.Layer is not DenseLayer)
            {
                PanelOf(writer, plan, plan.Producer(stage.Lead), "Value");
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

                print(node.Layer, new TrainingCode(writer, node, plan) { Activation = (ActivationLayer?)fused?.Layer });
            }

            void PrintValue(Node node)
            {
                if (IsInPlace(node, plan))
                {
                    string input = Identifiers.Camel(plan.Network.Nodes[plan.Producer(node)].Identifier);
                    writer.Line($"ref float {Identifiers.Camel(node.Identifier)} = ref {input};");
                }
                else
                {
                    PanelOf(writer, plan, node.Index, "Value");
                }
            }
        }
    }

    /// <summary>Prints the gradients of the stage's parameters and, for layers that work in place, of their inputs.</summary>
    public static void Backward(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        const string Pass = "Backward";
        Summary(writer, stage, $"Backward: {string.Join(", ", stage.Nodes.Reverse().Select(static node => node.Layer.Title))}");
        if (!stage.IsPanelwise)
        {
            using (writer.Braces($"private void {stage.Lead.Identifier}{Pass}(int batch)"))
            {
                Rows(writer, stage.Lead.Output);
                stage.Lead.Layer.Backward(new TrainingCode(writer, stage.Lead, plan));
            }

            return;
        }

        Panels(writer, stage, Pass);
        using (writer.Braces($"private void {stage.Lead.Identifier}{Pass}Panel({PanelParameters})"))
        {
            Rows(writer, stage.Lead.Output);
            writer.Line("nuint column = (nuint)panel * 32;");
            foreach (int value in ReadByBackward(stage, plan))
            {
                PanelOf(writer, plan, value, "Value");
            }

            writer.Line(
                $"ref float gradient = ref Activation(Offsets.{stage.Nodes[stage.Nodes.Count - 1].Identifier}Gradient, (nuint)panel, rows);");
            foreach (Node node in stage.Nodes.Reverse())
            {
                writer.Line();
                writer.Line($"// {node.Name}");
                node.Layer.Backward(new TrainingCode(writer, node, plan));
            }
        }
    }

    /// <summary>Prints the gradient of the stage's input where its lead does not work in place.</summary>
    public static void InputGradient(CodeWriter writer, Stage stage, TrainingPlan plan)
    {
        writer.Line($"/// <summary>Gradient of the input of {stage.Lead.Layer.Title}: {stage.Lead.Input} values a sample.</summary>");
        using (writer.Braces($"private void {stage.Lead.Identifier}InputGradient(int batch)"))
        {
            Rows(writer, stage.Lead.Output);
            stage.Lead.Layer.InputGradient(new TrainingCode(writer, stage.Lead, plan).ForInputGradient());
        }
    }

    private static void Summary(CodeWriter writer, Stage stage, string what) =>
        writer.Line(
            $"/// <summary>{Text.Xml(what)}; {stage.Lead.Input} -> {stage.Nodes[stage.Nodes.Count - 1].Output} values a sample.</summary>");

    private static void Rows(CodeWriter writer, Shape shape) =>
        writer.Line(shape.Positions == 1 ? "int rows = batch;" : $"int rows = batch * {Text.Invariant(shape.Positions)};");

    private static void Comment(CodeWriter writer, Node node) => writer.Line($"// {Description(node)}");

    private static string Description(Node node) => $"{node.Name}: {node.Layer.Formula}";

    private static bool IsInPlace(Node node, TrainingPlan plan) =>
        node.Layer is not DenseLayer && plan.Value(node.Index) == plan.Value(plan.Producer(node));

    /// <summary><paramref name="next"/> where it is an activation that the product before it can apply, since nobody needs its input.</summary>
    private static Node? Fused(Node node, Node next, TrainingPlan plan) =>
        node.Layer is DenseLayer && next.Layer is ActivationLayer && IsInPlace(next, plan) ? next : null;

    /// <summary>The values that backward reads a panel of: inputs and outputs of the stage's layers, each once.</summary>
    private static SortedSet<int> ReadByBackward(Stage stage, TrainingPlan plan)
    {
        var values = new SortedSet<int>();
        foreach (Node node in stage.Nodes.Where(static node => node.Layer is not DenseLayer))
        {
            values.Add(plan.Producer(node));
            values.Add(node.Index);
        }

        return values;
    }

    private static void PanelOf(CodeWriter writer, TrainingPlan plan, int node, string what)
    {
        string identifier = plan.Network.Nodes[node].Identifier;
        writer.Line($"ref float {Identifiers.Camel(identifier)} = ref Activation(Offsets.{identifier}{what}, (nuint)panel, rows);");
    }

    /// <summary>The method that calls the panel method for each panel, the last one apart where it is not full.</summary>
    private static void Panels(CodeWriter writer, Stage stage, string pass)
    {
        string method = $"{stage.Lead.Identifier}{pass}Panel";
        using (writer.Braces($"private void {stage.Lead.Identifier}{pass}(int batch)"))
        {
            PanelLoop.Print(
                writer,
                stage.Lead.Output.Columns,
                "int",
                (panel, width, columns) => $"{method}({panel}, width: {Text.Invariant(width)}, columns: {Text.Invariant(columns)}, batch);");
        }

        writer.Line();
    }
}
