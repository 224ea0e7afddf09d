using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Parsing;

/// <summary>What all files of a project contribute to the meaning of attributes. Files that the generator has written are none of them.</summary>
internal sealed class SourceSurface
{
    // By the list of files: the compiler copies the compilation, list and all, for every file that it analyzes.
    private static readonly ConditionalWeakTable<SyntaxTree[], SourceSurface> _known = new();

    /// <summary>The one made out last. Of its files all but the edited one are likely to stand in the next list, at the same places.</summary>
    private static WeakReference<SourceSurface>? _last;

    private readonly SyntaxTree[] _trees;
    private readonly FileSurface?[] _surfaces;
    private readonly List<(SyntaxTree Tree, FileSurface Surface)> _files;
    private readonly HashSet<string> _globalAliases = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, Fingerprint>> _types;

    private SourceSurface(SyntaxTree[] trees)
    {
        _trees = trees;
        _surfaces = new FileSurface?[trees.Length];
        _files = new List<(SyntaxTree, FileSurface)>(trees.Length);
        SourceSurface? last = null;
        _ = _last?.TryGetTarget(out last);
        Fingerprint environment = default;
        Fingerprint types = default;
        for (int i = 0; i < trees.Length; i++)
        {
            SyntaxTree tree = trees[i];
            _surfaces[i] = last is not null && i < last._trees.Length && last._trees[i] == tree ? last._surfaces[i]
                : FileSurface.IsGenerated(tree) ? null
                : FileSurface.Of(tree);
            if (_surfaces[i] is not { } file)
            {
                continue;
            }

            _files.Add((tree, file));
            environment.Add(file.Environment);
            types.Add(file.Types);
            if (file.GlobalAliases.Count > 0)
            {
                _globalAliases.UnionWith(file.GlobalAliases);
            }
        }

        Environment = environment.Value;
        Types = types.Value;
        _types = new(Merge);
        _last = new WeakReference<SourceSurface>(this);
    }

    /// <summary>Of everything that could change what an attribute in any file means, other attributes left out.</summary>
    public ulong Environment { get; }

    /// <summary>Of all declarations of types.</summary>
    public ulong Types { get; }

    /// <summary>That of a compilation's files, which is made out once.</summary>
    public static SourceSurface Of(CSharpCompilation compilation) =>
        _known.GetValue(ImmutableCollectionsMarshal.AsArray(compilation.SyntaxTrees)!, static trees => new SourceSurface(trees));

    /// <summary>The files, in the order of the compilation.</summary>
    public IReadOnlyList<(SyntaxTree Tree, FileSurface Surface)> Files => _files;

    /// <summary>The declaration that starts at <paramref name="start"/>; null where it declares no network, as far as syntax can tell.</summary>
    public (int File, int Part)? Find(SyntaxTree tree, int start)
    {
        int file = _files.FindIndex(candidate => candidate.Tree == tree);
        int part = file < 0 ? -1 : _files[file].Surface.IndexOf(start);
        return part >= 0 && MayBeNetwork(_files[file].Surface.Parts[part]) ? (file, part) : null;
    }

    /// <summary>A fingerprint of all parts of types that are called like the one a declaration is of.</summary>
    public ulong TypeOf((int File, int Part) declaration) => _types.Value[_files[declaration.File].Surface.Parts[declaration.Part].Name].Value;

    /// <summary>Whether a declaration might be a network's, as far as syntax can tell.</summary>
    public bool MayBeNetwork(TypePart part) => part.HasLayers || (_globalAliases.Count > 0 && part.Attributes.Any(_globalAliases.Contains));

    /// <summary>Parts are told together by their name alone: a namespace is not looked at.</summary>
    private Dictionary<string, Fingerprint> Merge()
    {
        var types = new Dictionary<string, Fingerprint>(StringComparer.Ordinal);
        foreach (TypePart part in _files.SelectMany(static file => file.Surface.Parts))
        {
            _ = types.TryGetValue(part.Name, out Fingerprint type);
            type.Add(part.Fingerprint);
            types[part.Name] = type;
        }

        return types;
    }
}
