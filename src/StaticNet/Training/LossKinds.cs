namespace StaticNet;

/// <summary>What losses have in common.</summary>
internal static class LossKinds
{
    /// <summary>Whether a row of the output stands for one class out of several.</summary>
    public static bool IsOfClasses(this LossKind kind) => kind is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy;
}
