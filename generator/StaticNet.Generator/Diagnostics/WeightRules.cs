using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>SN05xx: weights in the assembly that do not fit the network that carries them.</summary>
internal static class WeightRules
{
    private const string Category = "StaticNet.Weights";

    private static readonly DiagnosticDescriptor _unlistedWeights = new(
        id: Rules.UnlistedWeights,
        title: "The project lists files of weights",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnlistedWeights + ".md");

    private static readonly DiagnosticDescriptor _unreadableWeights = new(
        id: Rules.UnreadableWeights,
        title: "A file of weights is missing or unreadable",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnreadableWeights + ".md");

    private static readonly DiagnosticDescriptor _unfitWeights = new(
        id: Rules.UnfitWeights,
        title: "Weights do not fit the layers",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnfitWeights + ".md");

    private static readonly DiagnosticDescriptor _nonFiniteWeights = new(
        id: Rules.NonFiniteWeights,
        title: "A weight is NaN or infinite",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.NonFiniteWeights + ".md");

    private static readonly DiagnosticDescriptor _staleWeights = new(
        id: Rules.StaleWeights,
        title: "Weights are of another architecture",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.StaleWeights + ".md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [_unlistedWeights, _unreadableWeights, _unfitWeights, _nonFiniteWeights, _staleWeights];
}
