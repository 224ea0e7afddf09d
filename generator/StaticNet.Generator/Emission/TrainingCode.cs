using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>A layer's code inside the network: values in the training workspace, parameters in the network's arenas.</summary>
internal sealed class TrainingCode(CodeWriter writer, Node node, TrainingPlan plan) : LayerCode(writer, node, plan.Network)
{
    public override string X => Name(plan.Producer(Node));

    public override string Y => Name(Node.Index);

    public override string WholeX => Whole(plan.Producer(Node), "Value");

    public override string DY => Node.Layer.IsPanelwise && !_wholeGradients ? "gradient" : Whole(Node.Index, "Gradient");

    public override string DX => Node.Layer.GradientInPlace ? DY : Whole(plan.Producer(Node), "Gradient");

    public override string Transposed => $"Saved(Offsets.{Node.Identifier}Transposed)";

    public override string SavedPerSample => $"Activation(Offsets.{Node.Identifier}{Node.Layer.SavedPerSampleName})";

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
        $"Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)} + (column * {rows})";

    public override string WholeStatistic(string suffix) => $"Statistic(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string WholeSaved(string suffix) => $"Saved(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string InputGradientPanel(string panel) =>
        $"Activation(Offsets.{Owner(plan.Producer(Node)).Identifier}Gradient, {Offset(panel)}, rows)";

    private string Name(int node) =>
        Node.Layer.IsPanelwise ? Identifiers.Camel(Owner(node).Identifier) : Whole(node, "Value");

    private string Whole(int node, string what) => $"Activation(Offsets.{Owner(node).Identifier}{what})";

    private Node Owner(int index) => plan.Network.Nodes[index];
}
