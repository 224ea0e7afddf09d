namespace StaticNet.Generator.Model;

/// <summary>What losses have in common.</summary>
internal static class LossKinds
{
    /// <summary>Whether a row of the output stands for one class out of several: the loss then contains softmax.</summary>
    public static bool IsOfClasses(this LossKind kind) => kind is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy;
}
