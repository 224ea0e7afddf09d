using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>A layer's code inside the predictor: values in the scratch, packed weights.</summary>
/// <param name="writer">Where to.</param>
/// <param name="node">The layer.</param>
/// <param name="network">The network.</param>
/// <param name="x">The input.</param>
/// <param name="y">The output.</param>
/// <param name="others">Gives the other inputs of a merge.</param>
internal sealed class PredictorCode(CodeWriter writer, Node node, NetworkModel network, string x, string y, Func<int, string> others)
    : LayerCode(writer, node, network)
{
    public override string X => x;

    public override string Y => y;

    public override string WholeX => x;

    public override string Other(int input) => others(input);

    public override string GradientOf(int input) => throw NoTraining();

    public override string DY => throw NoTraining();

    public override string DX => throw NoTraining();

    public override string ShareOf(string samples) => $"0, {samples}";

    public override string Transposed => throw NoTraining();

    public override string SavedPerSample => throw NoTraining();

    public override bool KeepsMoments => false;

    public override string WholeParameter(string suffix) => $"_weights.At(Offsets.{Node.Identifier}{Identifiers.Pascal(suffix)})";

    public override string WholeGradient(string suffix) => throw NoTraining();

    public override string ParameterOffset(string suffix, string rows) => throw NoTraining();

    public override string WholeStatistic(string suffix) => throw NoTraining();

    public override string WholeSaved(string suffix) => throw NoTraining();

    public override string InputGradientPanel(string panel) => throw NoTraining();

    public override string InputGradientSum(string panel, string width) => throw NoTraining();

    private static InvalidOperationException NoTraining() => new("A predictor holds neither gradients nor statistics.");
}
