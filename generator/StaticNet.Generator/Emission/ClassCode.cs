using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the predictor's method that returns a class as the user's enum.</summary>
internal static class ClassCode
{
    public static void Print(CodeWriter writer, ClassEnum? classes)
    {
        if (classes is not null)
        {
            writer.Line();
            writer.Lines(Method(classes, $"({classes.Reference})Classify(input)"));
        }
    }

    /// <summary>The method with a body of one expression. It is as visible as its result may be.</summary>
    public static string Method(ClassEnum classes, string body) =>
        $"""
        /// <summary>The class of one sample, as <see cref="{classes.Reference}"/>: that of the largest logit. Softmax is skipped.</summary>
        /// <param name="input">One sample.</param>
        /// <exception cref="global::System.ArgumentException">The length is not a sample's.</exception>
        {(classes.IsPublic ? "public" : "internal")} {classes.Reference} ClassOf(global::System.ReadOnlySpan<float> input) => {body};
        """;
}
