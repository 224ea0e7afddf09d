using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// All that networks of a compilation can depend on, as fingerprints. Where these are what they were, every network is what it was, and need not
/// be read from symbols again: binding the attributes of 200 networks takes a hundred times as long as comparing.
/// </summary>
internal sealed class ProjectSurface
{
    private static readonly ConditionalWeakTable<Compilation, ProjectSurface> _known = new();
    private static readonly ConditionalWeakTable<object, object> _numbers = new();
    private static long _lastNumber;

    private readonly Dictionary<SyntaxTree, int> _files = [];
    private readonly Dictionary<string, Fingerprint> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _globalAliases = new(StringComparer.Ordinal);
    private readonly ulong _environment;

    private ProjectSurface(Compilation compilation)
    {
        Fingerprint environment = default;
        environment.Add(compilation.AssemblyName ?? "");
        environment.Add(Number(compilation.Options));
        foreach (MetadataReference reference in compilation.References)
        {
            environment.Add(reference is CompilationReference { Compilation: { } other } ? Of(other)._environment : Number(reference));
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (FileSurface.IsGenerated(tree))
            {
                continue;
            }

            FileSurface file = FileSurface.Of(tree);
            _files.Add(tree, _files.Count);
            environment.Add(file.Environment);
            _globalAliases.UnionWith(file.GlobalAliases);
            foreach (TypePart part in file.Parts)
            {
                _types.TryGetValue(part.Name, out Fingerprint type);
                type.Add(part.Fingerprint);
                _types[part.Name] = type;
            }
        }

        _environment = environment.Value;
    }

    /// <summary>That of a compilation, which is made out once.</summary>
    public static ProjectSurface Of(Compilation compilation) => _known.GetValue(compilation, static compilation => new ProjectSurface(compilation));

    /// <summary>
    /// The place of the declaration that starts at <paramref name="start"/>, and a fingerprint of what it means; null where it declares no
    /// network, as far as syntax can tell.
    /// </summary>
    public (long Place, ulong Meaning)? Find(SyntaxTree tree, int start)
    {
        if (!_files.TryGetValue(tree, out int number))
        {
            return null;
        }

        FileSurface file = FileSurface.Of(tree);
        int index = file.IndexOf(start);
        if (index < 0 || !MayBeNetwork(file.Parts[index]))
        {
            return null;
        }

        Fingerprint meaning = _types[file.Parts[index].Name];
        meaning.Add(_environment);
        return (((long)number << 32) | (uint)index, meaning.Value);
    }

    private bool MayBeNetwork(TypePart part) => part.HasLayers || (_globalAliases.Count > 0 && part.Attributes.Any(_globalAliases.Contains));

    /// <summary>A number for an object that never changes.</summary>
    private static ulong Number(object value) => (ulong)(long)_numbers.GetValue(value, static _ => Interlocked.Increment(ref _lastNumber));
}
