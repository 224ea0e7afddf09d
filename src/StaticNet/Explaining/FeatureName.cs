namespace StaticNet;

/// <summary>What the data call their columns.</summary>
internal static class FeatureName
{
    /// <summary>The name of each column; null if the data have none.</summary>
    public static IReadOnlyList<string>? AllOf(DataSet data) => data.FeatureNames.Count > 0 ? data.FeatureNames : null;

    /// <summary>The name of one column; null if the data have none.</summary>
    public static string? Of(DataSet data, int column) => AllOf(data)?[column];
}
