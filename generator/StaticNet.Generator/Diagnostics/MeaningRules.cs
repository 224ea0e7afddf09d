using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>SN03xx: networks that run, and hardly do what was meant.</summary>
internal static class MeaningRules
{
    private const string Category = "StaticNet.Meaning";

    private static readonly DiagnosticDescriptor _biasBeforeBatchNorm = new(
        id: Rules.BiasBeforeBatchNorm,
        title: "A bias before BatchNorm is useless",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.BiasBeforeBatchNorm + ".md");

    private static readonly DiagnosticDescriptor _repeatedBatchNorm = new(
        id: Rules.RepeatedBatchNorm,
        title: "BatchNorm follows BatchNorm",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.RepeatedBatchNorm + ".md");

    private static readonly DiagnosticDescriptor _consecutiveDense = new(
        id: Rules.ConsecutiveDense,
        title: "Nothing stands between two Dense layers",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ConsecutiveDense + ".md");

    private static readonly DiagnosticDescriptor _dropoutBeforeBatchNorm = new(
        id: Rules.DropoutBeforeBatchNorm,
        title: "Dropout or noise stands before BatchNorm",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.DropoutBeforeBatchNorm + ".md");

    private static readonly DiagnosticDescriptor _dropoutOfNothing = new(
        id: Rules.DropoutOfNothing,
        title: "Dropout or noise changes nothing",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.DropoutOfNothing + ".md");

    private static readonly DiagnosticDescriptor _saturatingStack = new(
        id: Rules.SaturatingStack,
        title: "Many flat activations without normalisation",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SaturatingStack + ".md");

    private static readonly DiagnosticDescriptor _softmaxWithoutCrossEntropy = new(
        id: Rules.SoftmaxWithoutCrossEntropy,
        title: "Softmax trains with another loss than cross-entropy",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SoftmaxWithoutCrossEntropy + ".md");

    private static readonly DiagnosticDescriptor _slowMovingStatistics = new(
        id: Rules.SlowMovingStatistics,
        title: "Moving statistics hardly move",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SlowMovingStatistics + ".md");

    private static readonly DiagnosticDescriptor _layerWithoutEffect = new(
        id: Rules.LayerWithoutEffect,
        title: "A layer changes nothing",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.LayerWithoutEffect + ".md");

    private static readonly DiagnosticDescriptor _consecutiveActivations = new(
        id: Rules.ConsecutiveActivations,
        title: "An activation follows an activation",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ConsecutiveActivations + ".md");

    private static readonly DiagnosticDescriptor _boundedTargets = new(
        id: Rules.BoundedTargets,
        title: "An activation keeps standardised targets out of reach",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.BoundedTargets + ".md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        _biasBeforeBatchNorm,
        _repeatedBatchNorm,
        _consecutiveDense,
        _dropoutBeforeBatchNorm,
        _dropoutOfNothing,
        _saturatingStack,
        _softmaxWithoutCrossEntropy,
        _slowMovingStatistics,
        _layerWithoutEffect,
        _consecutiveActivations,
        _boundedTargets,
    ];
}
