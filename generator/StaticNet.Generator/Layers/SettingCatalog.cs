namespace StaticNet.Generator.Layers;

/// <summary>
/// Attributes that say something of the network as a whole. They have no place in the order of layers, and may stand on any part of the class.
/// </summary>
internal static class SettingCatalog
{
    public const string Loss = "Loss";
    public const string Classes = "Classes";
    public const string Budget = "Budget";
    public const string Network = "Network";
    public const string TargetStandardize = "TargetStandardize";
    public const string Pretrained = "Pretrained";

    private static readonly HashSet<string> _kinds = [Loss, Classes, Budget, Network, TargetStandardize, Pretrained];

    /// <summary>Those that say what is trained and computed, and so belong to a network's declaration in files.</summary>
    private static readonly HashSet<string> _declared = [Loss, Network, TargetStandardize];

    public static IEnumerable<string> Kinds => _kinds;

    public static bool Contains(string kind) => _kinds.Contains(kind);

    /// <summary>Whether files tell it, as they do layers: what stands in files apart (classes), or concerns the build alone, they do not.</summary>
    public static bool IsDeclared(string kind) => _declared.Contains(kind);
}
