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
    public const string MemberName = "SN0110";
    public const string UnsuitableRow = "SN0111";
    public const string ImpossibleShape = "SN0201";
    public const string TooLarge = "SN0202";
    public const string SoftmaxPosition = "SN0203";
    public const string LossMismatch = "SN0204";
    public const string NormalizerPosition = "SN0205";
    public const string SoftmaxOfOne = "SN0206";
    public const string DenseOnLastAxis = "SN0207";
    public const string ClassMismatch = "SN0208";
    public const string BudgetExceeded = "SN0209";
    public const string SparseInput = "SN0210";
    public const string UnknownLayer = "SN0211";
    public const string UnreadLayer = "SN0212";
    public const string UnlikeShapes = "SN0213";
    public const string TargetsOfClasses = "SN0214";
    public const string BiasBeforeBatchNorm = "SN0301";
    public const string RepeatedBatchNorm = "SN0302";
    public const string ConsecutiveDense = "SN0303";
    public const string DropoutBeforeBatchNorm = "SN0304";
    public const string DropoutOfNothing = "SN0305";
    public const string SaturatingStack = "SN0306";
    public const string SoftmaxWithoutCrossEntropy = "SN0307";
    public const string SlowMovingStatistics = "SN0308";
    public const string LayerWithoutEffect = "SN0309";
    public const string ConsecutiveActivations = "SN0310";
    public const string BoundedTargets = "SN0311";
    public const string Length = "SN0401";
    public const string Swapped = "SN0402";
    public const string BatchOfOne = "SN0403";
    public const string ForwardToPredict = "SN0404";
    public const string PredictorInLoop = "SN0405";
    public const string IgnoredResult = "SN0406";
    public const string MagicLength = "SN0407";
    public const string UnsettledStatistics = "SN0408";
    public const string IgnoredHistory = "SN0409";
    public const string UnlistedWeights = "SN0501";
    public const string UnreadableWeights = "SN0502";
    public const string UnfitWeights = "SN0503";
    public const string NonFiniteWeights = "SN0504";
    public const string StaleWeights = "SN0505";

    /// <summary>Where the pages lie, one a rule.</summary>
    public const string Pages = "docs/diagnostics/";

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> All { get; } =
        DeclarationRules.All.Concat(ShapeRules.All).Concat(MeaningRules.All).Concat(UseRules.All).Concat(WeightRules.All).ToDictionary(static rule => rule.Id);
}
