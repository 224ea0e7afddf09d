namespace StaticNet.Generator.Passes;

/// <summary>Names of tensors and layers as C# spells them.</summary>
internal static class Identifiers
{
    /// <summary><c>moving_mean</c> to <c>MovingMean</c>.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(static part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    /// <summary><c>BatchNorm1</c> to <c>batchNorm1</c>, escaped where that is a keyword.</summary>
    public static string Camel(string name)
    {
        string camel = char.ToLowerInvariant(name[0]) + name.Substring(1);
        bool isKeyword = Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(camel) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None;
        return isKeyword ? "@" + camel : camel;
    }
}
