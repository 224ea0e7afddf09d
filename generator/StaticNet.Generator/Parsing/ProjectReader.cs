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
        ProjectSurface surface = ProjectSurface.Of(compilation);
        if (_projects.TryGetValue(surface.Project, out var known) && known.Meaning == surface.Meaning)
        {
            return known.Files;
        }

        var files = new EquatableArray<NetworkDeclaration>[surface.Files.Count];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = InFile(surface, i, compilation, cancellation);
        }

        var all = new EquatableArray<EquatableArray<NetworkDeclaration>>(files);
        _projects[surface.Project] = (surface.Meaning, all);
        return all;
    }

    private EquatableArray<NetworkDeclaration> InFile(in ProjectSurface surface, int file, Compilation compilation, CancellationToken cancellation)
    {
        (SyntaxTree tree, FileSurface content) = surface.Files[file];
        List<NetworkDeclaration>? networks = null;
        for (int part = 0; part < content.Parts.Count; part++)
        {
            int start = content.Parts[part].Start;
            if (surface.MayBeNetwork(content.Parts[part])
                && _known.Find(surface, (file, part), () => InPart(tree, start, compilation, cancellation)) is { } network)
            {
                (networks ??= []).Add(network);
            }
        }

        return networks is null ? default : new EquatableArray<NetworkDeclaration>(networks);
    }

    private static NetworkDeclaration? InPart(SyntaxTree tree, int start, Compilation compilation, CancellationToken cancellation)
    {
        TypeDeclarationSyntax part = tree.GetRoot(cancellation).FindToken(start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .First(type => type.SpanStart == start);
        return compilation.GetSemanticModel(tree).GetDeclaredSymbol(part, cancellation) is INamedTypeSymbol type
            ? NetworkParser.ParsePart(type, part, cancellation)
            : null;
    }
}
