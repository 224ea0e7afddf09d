using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>A layer's code inside the network: values in the training workspace, parameters in the network's arenas.</summary>
internal sealed class TrainingCode(CodeWriter writer, Node node, TrainingPlan plan) : LayerCode(writer, node, plan.Network)
{
    public override string X => Name(Node.Inputs[0]);

    public override string Y => Name(Node.Index);

    public override string WholeX => Whole(Node.Inputs[0], "Value");

    public override string DY => Node.Layer.IsPanelwise && !_wholeGradients ? "gradient" : Whole(Node.Index, "Gradient");

    public override string DX => Node.Layer.GradientInPlace ? DY : GradientOf(0);

    public override string Other(int input) => Name(Node.Inputs[input]);

    public override string GradientOf(int input) => $"Activation(Offsets.{Target(input)})";

    public override string ShareOf(string samples) => $"worker.First({samples}), worker.End({samples})";

    public override string Transposed => $"Saved(Offsets.{Node.Identifier}Transposed)";

    public override string SavedPerSample => $"Activation(Offsets.{Node.Identifier}{Node.Layer.SavedPerSampleName})";

    public override bool KeepsMoments => true;

    private bool _wholeGradients;

    /// <summary>The code of the input's gradient, which sees all panels.</summary>
    public TrainingCode ForInputGradient()
    {
        _wholeGradients = true;
        return this;
    }

    public override string WholeParameter(string suffix) => $"Parameter(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string WholeGradient(string suffix) => $"Gradient(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string ParameterOffset(string suffix, string rows) =>
        $"Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)} + ((nuint)panel * 32 * {rows})";

    public override string WholeStatistic(string suffix) => $"Statistic(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string WholeSaved(string suffix) => $"Saved(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string InputGradientPanel(string panel) =>
        $"Activation(Offsets.{Target(0)}, {panel}, rows)";

    public override string InputGradientSum(string panel, string width) =>
        plan.HasShare(Node.Index, 0)
            ? $"\nSN::ElementSum.Add(in {InputGradientPanel(panel)}, in {SumPanel(0, panel)}, ref {SumPanel(0, panel)}, rows * {(width.Length > 2 ? $"({width})" : width)});"
            : "";

    /// <summary>Panel <paramref name="panel"/> of the gradient of an input, to which each reader adds its share.</summary>
    public string SumPanel(int input, string panel) =>
        $"Activation(Offsets.{Owner(Node.Inputs[input]).Identifier}Gradient, {panel}, rows)";

    /// <summary>The gradient of an input, all panels.</summary>
    public string Sum(int input) => Whole(Node.Inputs[input], "Gradient");

    /// <summary>The constant of a layer's share of the gradient of an input.</summary>
    public static string ShareOf(Node node, int input) =>
        $"{node.Identifier}InputShare{(input == 0 ? "" : Text.Invariant(input + 1))}";

    private string Target(int input) =>
        plan.HasShare(Node.Index, input) ? ShareOf(Node, input) : $"{Owner(Node.Inputs[input]).Identifier}Gradient";

    private string Name(int node) =>
        Node.Layer.IsPanelwise ? Identifiers.Camel(Owner(node).Identifier) : Whole(node, "Value");

    private string Whole(int node, string what) => $"Activation(Offsets.{Owner(node).Identifier}{what})";

    private Node Owner(int index) => plan.Network.Nodes[index];
}
