using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Diagnostics;

/// <summary>
/// Every rule, by id. A message is written whole where the mistake is found, because that place knows what was found and what was needed; the
/// descriptor carries the title, the severity and the page.
/// </summary>
internal static class Rules
{
    public const string MissingInput = "SN0101";
    public const string NotPartial = "SN0102";
    public const string UnsupportedType = "SN0103";
    public const string InputPosition = "SN0104";
    public const string SpreadLayers = "SN0105";
    public const string ArgumentOutOfRange = "SN0106";
    public const string DuplicateName = "SN0107";
    public const string NoLayers = "SN0108";
    public const string ArgumentWithoutEffect = "SN0109";
    public const string ImpossibleShape = "SN0201";
    public const string TooLarge = "SN0202";
    public const string SoftmaxPosition = "SN0203";
    public const string LossMismatch = "SN0204";
    public const string NormalizerPosition = "SN0205";

    private const string Declaration = "StaticNet.Declaration";
    private const string ShapeCategory = "StaticNet.Shape";

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> All { get; } = new[]
    {
        Rule(MissingInput, "A network needs [Input]", Declaration),
        Rule(NotPartial, "A network's class must be partial", Declaration),
        Rule(UnsupportedType, "A network must be a plain class", Declaration),
        Rule(InputPosition, "[Input] stands first, once", Declaration),
        Rule(SpreadLayers, "All layers stand on one declaration", Declaration),
        Rule(ArgumentOutOfRange, "A layer's argument is out of range", Declaration),
        Rule(DuplicateName, "Layer names are unique", Declaration),
        Rule(NoLayers, "A network needs a layer", Declaration),
        Rule(ArgumentWithoutEffect, "An argument has no effect", Declaration),
        Rule(ImpossibleShape, "A layer cannot take the shape before it", ShapeCategory),
        Rule(TooLarge, "A network is too large", ShapeCategory),
        Rule(SoftmaxPosition, "Softmax stands last", ShapeCategory),
        Rule(LossMismatch, "A loss does not fit the last layer", ShapeCategory),
        Rule(NormalizerPosition, "A fitted normaliser stands before every other layer", ShapeCategory),
    }.ToDictionary(static rule => rule.Id);

    private static DiagnosticDescriptor Rule(string id, string title, string category) =>
        new(id, title, "{0}", category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
