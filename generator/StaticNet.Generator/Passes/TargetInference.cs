using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Reads <c>[TargetStandardize]</c>: puts the way back from standardised targets behind the last layer, and makes it part of the loss.</summary>
internal static class TargetInference
{
    public static LossChoice Run(NetworkDeclaration declaration, List<Node> nodes, LossChoice loss, LayerNames namer, Reporter report)
    {
        if (Setting.Find(declaration, SettingCatalog.TargetStandardize, report) is not { } setting)
        {
            return loss;
        }

        Node last = nodes[nodes.Count - 1];
        string? problem = (loss.Kind, last.Layer) switch
        {
            (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy or LossKind.BinaryCrossEntropy, _) =>
                $"the network trains with {loss.Kind}, whose targets are classes or probabilities, and these have no unit to take away; remove it, or train "
                + "with [Loss(LossKind.MeanSquaredError)]",
            (_, SoftmaxLayer softmax) =>
                $"the last layer, {softmax.Kind}, gives probabilities, and targets of mean 0 are none; remove it, or {softmax.Kind}",
            _ when declaration.Attributes.Any(static attribute => attribute.Kind == SettingCatalog.Classes) =>
                "the network has [Classes], and classes have no unit to take away; remove one of the two",
            _ => null,
        };
        if (problem is not null)
        {
            report.Add(Rules.TargetsOfClasses, problem);
        }

        LayerDeclaration attribute = declaration.Attributes[setting.Attribute];
        string name = namer.Name(attribute, report);
        nodes.Add(new Node(
            nodes.Count,
            new TargetStandardizeLayer(),
            name,
            namer.Identifier(attribute, name),
            new EquatableArray<int>([last.Index]),
            last.Output,
            last.Output));
        return loss with { TakesLogits = true };
    }
}
