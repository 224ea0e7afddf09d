using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// Finds, cheaply and by syntax alone, classes that look like networks whose <c>[Input]</c> was forgotten: they get their surface too. An alias counts
/// where it stands in the same file.
/// </summary>
internal static class UnmarkedNetworks
{
    /// <summary>Whether a partial class has attributes that look like layers or settings, and no input among them.</summary>
    public static bool Contains(ClassDeclarationSyntax declaration)
    {
        if (declaration.AttributeLists.Count == 0 || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return false;
        }

        bool hasAny = false;
        foreach (AttributeListSyntax list in declaration.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string kind = KindOf(attribute.Name);
                if (kind == "Input")
                {
                    return false;
                }

                hasAny = hasAny || IsKind(kind) || IsKind(KindOf(Target(declaration, attribute.Name)));
            }
        }

        return hasAny;
    }

    private static bool IsKind(string name) => LayerCatalog.Contains(name) || SettingCatalog.Contains(name);

    private static string KindOf(NameSyntax? name)
    {
        const string Suffix = "Attribute";
        string text = name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return text.EndsWith(Suffix, StringComparison.Ordinal) ? text.Substring(0, text.Length - Suffix.Length) : text;
    }

    /// <summary>What an alias of this file stands for, or null.</summary>
    private static NameSyntax? Target(SyntaxNode declaration, NameSyntax name)
    {
        if (name is not IdentifierNameSyntax alias)
        {
            return null;
        }

        for (SyntaxNode? scope = declaration.Parent; scope is not null; scope = scope.Parent)
        {
            SyntaxList<UsingDirectiveSyntax> usings = scope switch
            {
                BaseNamespaceDeclarationSyntax space => space.Usings,
                CompilationUnitSyntax unit => unit.Usings,
                _ => default,
            };
            foreach (UsingDirectiveSyntax directive in usings)
            {
                if (directive.Alias?.Name.Identifier.ValueText == alias.Identifier.ValueText)
                {
                    return directive.Name;
                }
            }
        }

        return null;
    }
}
