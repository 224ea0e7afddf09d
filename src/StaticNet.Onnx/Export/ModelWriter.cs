using System.Globalization;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Export;

/// <summary>Writes a network as a model.</summary>
internal static class ModelWriter
{
    /// <summary>Of ONNX 1.12: all that is written here, LayerNormalization included, and read by every runtime of some years back.</summary>
    private const long OperatorSetVersion = 17;

    private const long FormatVersion = 8;

    public static Model Write(Network network, OnnxForm form)
    {
        if (!Enum.IsDefined(form))
        {
            throw new ArgumentOutOfRangeException(nameof(form), form, "Expected Unfolded or Folded.");
        }

        if (!network.NormalizersFitted)
        {
            throw new InvalidOperationException(
                $"The normalisers of {network.Layout.Name} have not been fitted: call Fit or FitNormalizers, or load a file.");
        }

        PlacedLayer[] layers = PlacedLayer.Of(network);
        var graph = new GraphBuilder();
        var writer = new StepWriter(network, graph);
        IReadOnlyList<Step> steps = form == OnnxForm.Folded ? FoldedSteps.Of(network, layers) : Unfolded(layers);
        var values = new Dictionary<Step, string>();
        foreach (Step step in steps)
        {
            values[step] = step.Inputs.Length == 0
                ? graph.Input("input", network.Layout.InputShape)
                : writer.Write(step, [.. step.Inputs.Select(input => values[input])]);
        }

        string last = values[steps[^1]];
        graph.Output(last == "input" ? graph.Add("Identity", "identity", network.Layout.OutputShape, [last]) : last, "output");
        graph.Graph.Name = network.Layout.Name;
        var model = new Model { IrVersion = FormatVersion, ProducerName = "StaticNet", ProducerVersion = Version, Graph = graph.Graph };
        model.OpsetImport.Add(new OperatorSet { Domain = "", Version = OperatorSetVersion });
        model.MetadataProps.Add(new Property { Key = "staticnet.network", Value = network.Layout.Name });
        model.MetadataProps.Add(new Property
        {
            Key = "staticnet.architecture",
            Value = network.Layout.ArchitectureHash.ToString("x16", CultureInfo.InvariantCulture),
        });
        if (network.ClassNames.Count > 0)
        {
            model.MetadataProps.Add(new Property { Key = "staticnet.classes", Value = ClassNameList.Format(network.ClassNames) });
        }

        if (network.Layout.ColumnNames.Length > 0)
        {
            model.MetadataProps.Add(new Property { Key = "staticnet.columns", Value = string.Join(", ", network.Layout.ColumnNames) });
        }

        return model;
    }

    private static string Version => typeof(ModelWriter).Assembly.GetName().Version?.ToString(3) ?? "";

    private static List<Step> Unfolded(PlacedLayer[] layers)
    {
        var steps = new List<Step>();
        foreach (PlacedLayer layer in layers)
        {
            steps.Add(new LayerStep(layer, [.. layer.Inputs.Select(input => steps[input])]));
        }

        return steps;
    }
}
