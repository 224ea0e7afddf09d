using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StaticNet.CodeFixes.Editing;

/// <summary>A diagnostic in its document: what a fix looks at.</summary>
internal sealed class Mistake
{
    private Mistake(Document document, Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        Document = document;
        Diagnostic = diagnostic;
        Root = root;
        Model = model;
        Cancellation = cancellation;
    }

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public CancellationToken Cancellation { get; }

    public string Message => Diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The innermost node that the diagnostic marks.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>The attribute that the diagnostic marks, if it marks one.</summary>
    public AttributeSyntax? Attribute => Node.FirstAncestorOrSelf<AttributeSyntax>();

    /// <summary>The network whose declaration the diagnostic marks.</summary>
    public INamedTypeSymbol? Network => Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
        ? Model.GetDeclaredSymbol(declaration, Cancellation) as INamedTypeSymbol
        : null;

    /// <summary>The network's layers, the input among them.</summary>
    public IReadOnlyList<DeclaredLayer> Layers => Network is { } network ? DeclaredLayer.Of(network, Cancellation) : [];

    /// <summary>The layer that the rule wants changed.</summary>
    public DeclaredLayer? Layer =>
        int.TryParse(Fact(Generator.Model.Fact.Layer), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && Layers is { } layers
        && index < layers.Count
            ? layers[index]
            : null;

    /// <summary>Something that the diagnostic carries for its fix.</summary>
    public string? Fact(string name) => Diagnostic.Properties.TryGetValue(name, out string? value) ? value : null;

    public static async Task<Mistake?> Find(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null ? null : new Mistake(document, diagnostic, root, model, cancellation);
    }
}
