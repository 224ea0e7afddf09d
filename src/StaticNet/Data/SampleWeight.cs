namespace StaticNet;

/// <summary>What the loss of a row is multiplied by.</summary>
internal static class SampleWeight
{
    /// <summary>Whether it is a finite number of at least 0.</summary>
    public static bool IsValid(float weight) => weight >= 0 && float.IsFinite(weight);
}
