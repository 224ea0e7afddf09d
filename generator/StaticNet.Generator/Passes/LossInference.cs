using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>The loss follows the last layer, unless <c>[Loss]</c> says otherwise.</summary>
internal static class LossInference
{
    public static LossChoice Run(NetworkDeclaration declaration, Node last, Reporter report)
    {
        LossKind kind = last.Layer switch
        {
            SoftmaxLayer => LossKind.CrossEntropy,
            SigmoidLayer => LossKind.BinaryCrossEntropy,
            _ => LossKind.MeanSquaredError,
        };
        double labelSmoothing = 0;
        double delta = 1;
        Setting? setting = Setting.Find(declaration, SettingCatalog.Loss, report);
        if (setting is not null)
        {
            Arguments arguments = setting.Arguments;
            kind = arguments.Choice("kind", kind);
            labelSmoothing = arguments.Number("LabelSmoothing", 0, static share => share is >= 0 and < 1, "0 or more and less than 1");
            delta = arguments.Number("Delta", 1, static delta => (float)delta > 0, "more than 0");
            CheckEffect(arguments, kind, report);
            CheckFit(kind, last, report);
        }

        bool takesLogits = kind.IsOfClasses() ? last.Layer is SoftmaxLayer : (kind, last.Layer) is (LossKind.BinaryCrossEntropy, SigmoidLayer);
        return new LossChoice(kind, labelSmoothing, delta, takesLogits) { Attribute = setting?.Attribute };
    }

    private static void CheckEffect(Arguments arguments, LossKind kind, Reporter report)
    {
        if (arguments.Has("LabelSmoothing") && !kind.IsOfClasses() && kind is not LossKind.BinaryCrossEntropy)
        {
            report.Add(
                Rules.ArgumentWithoutEffect,
                $"LabelSmoothing has no effect with {kind}; it smooths the targets of cross-entropies",
                new Fact(Fact.Argument, "LabelSmoothing"));
        }

        if (arguments.Has("Delta") && kind is not LossKind.Huber)
        {
            report.Add(Rules.ArgumentWithoutEffect, $"Delta has no effect with {kind}; it belongs to Huber", new Fact(Fact.Argument, "Delta"));
        }
    }

    private static void CheckFit(LossKind kind, Node last, Reporter report)
    {
        string? problem = (kind, last.Layer) switch
        {
            (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy, SigmoidLayer) =>
                $"{kind} takes logits or Softmax, and the last layer is Sigmoid; use BinaryCrossEntropy, or Softmax",
            (LossKind.BinaryCrossEntropy, SoftmaxLayer softmax) =>
                $"BinaryCrossEntropy takes logits or Sigmoid, and the last layer is {softmax.Kind}; use CrossEntropy, or Sigmoid",
            (LossKind.CrossEntropy or LossKind.ClippedCrossEntropy, _) when last.Output.Columns == 1 =>
                $"{kind} needs two or more classes, and the output's shape is {last.Output}; use BinaryCrossEntropy, or two or more units",
            _ => null,
        };
        if (problem is not null)
        {
            report.Add(Rules.LossMismatch, problem);
        }
    }
}
