using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>SN01xx: how a network is declared.</summary>
internal static class DeclarationRules
{
    private const string Category = "StaticNet.Declaration";

    private static readonly DiagnosticDescriptor _missingInput = new(
        id: Rules.MissingInput,
        title: "A network needs [Input]",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.MissingInput + ".md");

    private static readonly DiagnosticDescriptor _notPartial = new(
        id: Rules.NotPartial,
        title: "A network's class must be partial",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.NotPartial + ".md");

    private static readonly DiagnosticDescriptor _unsupportedType = new(
        id: Rules.UnsupportedType,
        title: "A network must be a plain class",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnsupportedType + ".md");

    private static readonly DiagnosticDescriptor _inputPosition = new(
        id: Rules.InputPosition,
        title: "[Input] stands first, once",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.InputPosition + ".md");

    private static readonly DiagnosticDescriptor _spreadLayers = new(
        id: Rules.SpreadLayers,
        title: "All layers stand on one declaration",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.SpreadLayers + ".md");

    private static readonly DiagnosticDescriptor _argumentOutOfRange = new(
        id: Rules.ArgumentOutOfRange,
        title: "A layer's argument is out of range",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ArgumentOutOfRange + ".md");

    private static readonly DiagnosticDescriptor _duplicateName = new(
        id: Rules.DuplicateName,
        title: "Layer names are unique",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.DuplicateName + ".md");

    private static readonly DiagnosticDescriptor _noLayers = new(
        id: Rules.NoLayers,
        title: "A network needs a layer",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.NoLayers + ".md");

    private static readonly DiagnosticDescriptor _argumentWithoutEffect = new(
        id: Rules.ArgumentWithoutEffect,
        title: "An argument has no effect",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.ArgumentWithoutEffect + ".md");

    private static readonly DiagnosticDescriptor _memberName = new(
        id: Rules.MemberName,
        title: "StaticNet's part of the class needs a name",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.MemberName + ".md");

    private static readonly DiagnosticDescriptor _unsuitableRow = new(
        id: Rules.UnsuitableRow,
        title: "A row is a struct of floats",
        messageFormat: "{0}",
        category: Category,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Pages + Rules.UnsuitableRow + ".md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        _missingInput,
        _notPartial,
        _unsupportedType,
        _inputPosition,
        _spreadLayers,
        _argumentOutOfRange,
        _duplicateName,
        _noLayers,
        _argumentWithoutEffect,
        _memberName,
        _unsuitableRow,
    ];
}
