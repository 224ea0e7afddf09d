using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>SN02xx: layers that do not fit the shapes, sizes and places they are given.</summary>
internal static class ShapeRules
{
    private const string Category = "StaticNet.Shape";

    private static readonly DiagnosticDescriptor _impossibleShape = new(
        id: Rules.ImpossibleShape,
        title: "A layer cannot take the shape before it",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ImpossibleShape + ".md");

    private static readonly DiagnosticDescriptor _tooLarge = new(
        id: Rules.TooLarge,
        title: "A network is too large",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.TooLarge + ".md");

    private static readonly DiagnosticDescriptor _softmaxPosition = new(
        id: Rules.SoftmaxPosition,
        title: "Softmax stands last",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SoftmaxPosition + ".md");

    private static readonly DiagnosticDescriptor _lossMismatch = new(
        id: Rules.LossMismatch,
        title: "A loss does not fit the last layer",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.LossMismatch + ".md");

    private static readonly DiagnosticDescriptor _normalizerPosition = new(
        id: Rules.NormalizerPosition,
        title: "A fitted normaliser stands before every other layer",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.NormalizerPosition + ".md");

    private static readonly DiagnosticDescriptor _softmaxOfOne = new(
        id: Rules.SoftmaxOfOne,
        title: "Softmax needs two or more values",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SoftmaxOfOne + ".md");

    private static readonly DiagnosticDescriptor _denseOnLastAxis = new(
        id: Rules.DenseOnLastAxis,
        title: "Dense acts on the last axis",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.DenseOnLastAxis + ".md");

    private static readonly DiagnosticDescriptor _classMismatch = new(
        id: Rules.ClassMismatch,
        title: "The classes do not fit the output",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ClassMismatch + ".md");

    private static readonly DiagnosticDescriptor _budgetExceeded = new(
        id: Rules.BudgetExceeded,
        title: "A network exceeds its budget",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.BudgetExceeded + ".md");

    private static readonly DiagnosticDescriptor _sparseInput = new(
        id: Rules.SparseInput,
        title: "A sparse input goes to a Dense",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SparseInput + ".md");

    private static readonly DiagnosticDescriptor _unknownLayer = new(
        id: Rules.UnknownLayer,
        title: "A layer reads what stands above it",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnknownLayer + ".md");

    private static readonly DiagnosticDescriptor _unreadLayer = new(
        id: Rules.UnreadLayer,
        title: "Nothing reads a layer",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnreadLayer + ".md");

    private static readonly DiagnosticDescriptor _unlikeShapes = new(
        id: Rules.UnlikeShapes,
        title: "Layers of unlike shapes do not merge",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnlikeShapes + ".md");

    private static readonly DiagnosticDescriptor _targetsOfClasses = new(
        id: Rules.TargetsOfClasses,
        title: "Targets of classes are not standardised",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.TargetsOfClasses + ".md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        _impossibleShape,
        _tooLarge,
        _softmaxPosition,
        _lossMismatch,
        _normalizerPosition,
        _softmaxOfOne,
        _denseOnLastAxis,
        _classMismatch,
        _budgetExceeded,
        _sparseInput,
        _unknownLayer,
        _unreadLayer,
        _unlikeShapes,
        _targetsOfClasses,
    ];
}
