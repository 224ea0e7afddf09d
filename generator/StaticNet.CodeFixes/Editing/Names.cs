using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StaticNet.CodeFixes.Editing;

/// <summary>How a file names StaticNet's attributes.</summary>
internal static class Names
{
    /// <summary>What stands before the attribute's simple name, such as <c>StaticNet.</c>: most often nothing.</summary>
    public static string Qualifier(AttributeSyntax attribute)
    {
        string name = attribute.Name.ToString();
        return name.Substring(0, name.LastIndexOfAny(['.', ':']) + 1);
    }
}
