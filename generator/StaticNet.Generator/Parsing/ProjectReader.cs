using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// Reads the networks of a project, file by file, so that one that comes or goes moves none of other files. Where nothing has changed that they can
/// depend on, the answer is the list that was given before, and nobody has to compare what is in it.
/// </summary>
internal sealed class ProjectReader
{
    private readonly KnownNetworks<NetworkDeclaration?> _known = new();
    private readonly ConcurrentDictionary<string, (ulong Meaning, EquatableArray<EquatableArray<NetworkDeclaration>> Files)> _projects =
        new(StringComparer.Ordinal);

    /// <summary>How many networks had to be read from symbols so far.</summary>
    public int Reads => _known.Reads;

    /// <summary>The networks of each file.</summary>
    public EquatableArray<EquatableArray<NetworkDeclaration>> Read(Compilation compilation, CancellationToken cancellation)
    {
        ulong meaning = ProjectSurface.Of(compilation).Meaning;
        string project = compilation.AssemblyName ?? "";
        if (_projects.TryGetValue(project, out var known) && known.Meaning == meaning)
        {
            return known.Files;
        }

        var files = new EquatableArray<EquatableArray<NetworkDeclaration>>(compilation.SyntaxTrees.Select(
            tree => new EquatableArray<NetworkDeclaration>(InFile(tree, compilation, cancellation))));
        _projects[project] = (meaning, files);
        return files;
    }

    private IEnumerable<NetworkDeclaration> InFile(SyntaxTree tree, Compilation compilation, CancellationToken cancellation) =>
        FileSurface.Of(tree).Parts
            .Select(part => _known.Find(compilation, tree, part.Start, () => InPart(tree, part.Start, compilation, cancellation)))
            .OfType<NetworkDeclaration>();

    private static NetworkDeclaration? InPart(SyntaxTree tree, int start, Compilation compilation, CancellationToken cancellation)
    {
        TypeDeclarationSyntax part = tree.GetRoot(cancellation).FindToken(start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .First(type => type.SpanStart == start);
        return compilation.GetSemanticModel(tree).GetDeclaredSymbol(part, cancellation) is INamedTypeSymbol type
            ? NetworkParser.ParsePart(type, part, cancellation)
            : null;
    }
}
