using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>
/// SN04xx: how networks are used, where the compiler can know. Warnings, since the network itself is sound; a test may well want what they warn of.
/// </summary>
internal static class UseRules
{
    public static readonly DiagnosticDescriptor Length = new(
        id: Rules.Length,
        title: "A span has the wrong length",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.Length + ".md");

    public static readonly DiagnosticDescriptor Swapped = new(
        id: Rules.Swapped,
        title: "Input and output are swapped",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.Swapped + ".md");

    public static readonly DiagnosticDescriptor BatchOfOne = new(
        id: Rules.BatchOfOne,
        title: "BatchNorm cannot train on a batch of one",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.BatchOfOne + ".md");

    public static readonly DiagnosticDescriptor ForwardToPredict = new(
        id: Rules.ForwardToPredict,
        title: "Forward trains; Predict predicts",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ForwardToPredict + ".md");

    public static readonly DiagnosticDescriptor PredictorInLoop = new(
        id: Rules.PredictorInLoop,
        title: "A predictor is made anew in a loop",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.PredictorInLoop + ".md");

    public static readonly DiagnosticDescriptor IgnoredResult = new(
        id: Rules.IgnoredResult,
        title: "A result is ignored",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.IgnoredResult + ".md");

    public static readonly DiagnosticDescriptor MagicLength = new(
        id: Rules.MagicLength,
        title: "A network's size is written as a number",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.MagicLength + ".md");

    public static readonly DiagnosticDescriptor UnsettledStatistics = new(
        id: Rules.UnsettledStatistics,
        title: "Moving statistics cannot settle in the steps given",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnsettledStatistics + ".md");

    public static readonly DiagnosticDescriptor IgnoredHistory = new(
        id: Rules.IgnoredHistory,
        title: "Nothing shows how a training goes",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.IgnoredHistory + ".md");

    private const string Category = "StaticNet.Use";

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [Length, Swapped, BatchOfOne, ForwardToPredict, PredictorInLoop, IgnoredResult, MagicLength, UnsettledStatistics, IgnoredHistory];
}
