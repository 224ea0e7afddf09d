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

    public static IEnumerable<string> Kinds => _kinds;

    public static bool Contains(string kind) => _kinds.Contains(kind);
}
