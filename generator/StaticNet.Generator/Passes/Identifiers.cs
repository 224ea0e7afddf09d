namespace StaticNet.Generator.Passes;

/// <summary>Names of tensors and layers as C# spells them.</summary>
internal static class Identifiers
{
    /// <summary>Parameters and locals of the generated methods in which layers have locals too.</summary>
    private static readonly HashSet<string> _taken =
    [
        "batch", "columns", "gradient", "input", "logits", "panel", "precision", "rows", "tensors", "weights", "width", "x",
    ];

    /// <summary><c>moving_mean</c> to <c>MovingMean</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(static part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    /// <summary><c>BatchNorm1</c> to <c>batchNorm1</c>, the name of a local; told apart from keywords and from other locals.</summary>
    public static string Camel(string name)
    {
        string camel = char.ToLowerInvariant(name[0]) + name.Substring(1);
        bool isKeyword = Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(camel) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None;
        return isKeyword ? "@" + camel : _taken.Contains(camel) ? camel + "_" : camel;
    }
}
