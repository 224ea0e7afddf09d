using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Parsing;

namespace StaticNet.CodeFixes.Editing;

/// <summary>A layer as it was typed.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Syntax">The attribute.</param>
internal sealed record DeclaredLayer(string Kind, AttributeSyntax Syntax)
{
    /// <summary>The attribute's list.</summary>
    public AttributeListSyntax List => (AttributeListSyntax)Syntax.Parent!;

    /// <summary>The argument that holds a Dense's units.</summary>
    public AttributeArgumentSyntax? Units => Syntax.ArgumentList?.Arguments.FirstOrDefault(
        static argument => argument.NameEquals is null && (argument.NameColon is null || argument.NameColon.Name.Identifier.ValueText == "units"));

    /// <summary>Names of other layers, as far as they are written out: in From and in merges.</summary>
    public IEnumerable<string> Reads =>
        from argument in Syntax.ArgumentList?.Arguments ?? default
        where argument.NameEquals is { } property ? property.Name.Identifier.ValueText == "From" : Kind is "Add" or "Concat"
        from literal in argument.DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression)
        select literal.Token.ValueText;

    /// <summary>A network's layers in their order, the input among them. Diagnostics count them in this order.</summary>
    public static IReadOnlyList<DeclaredLayer> Of(INamedTypeSymbol network, CancellationToken cancellation) =>
    [
        .. from attribute in NetworkParser.AttributesOf(network)
           where attribute.IsLayer
           let syntax = attribute.Place?.GetSyntax(cancellation) as AttributeSyntax
           where syntax is not null
           select new DeclaredLayer(attribute.Kind, syntax),
    ];
}
