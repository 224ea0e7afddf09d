using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// All that networks of a compilation can depend on, as fingerprints. Where these are what they were, every network is what it was, and need not
/// be read from symbols again: binding the attributes of 200 networks takes a hundred times as long as comparing.
/// </summary>
internal readonly struct ProjectSurface
{
    private static readonly ConditionalWeakTable<MetadataReference[], object> _references = new();
    private static readonly ConditionalWeakTable<object, object> _numbers = new();
    private static long _lastNumber;

    private readonly SourceSurface _source;
    private readonly ulong _environment;

    private ProjectSurface(CSharpCompilation compilation)
    {
        _source = SourceSurface.Of(compilation);
        Project = compilation.AssemblyName ?? "";
        Fingerprint environment = default;
        environment.Add(Project);
        environment.Add(Number(compilation.Options));
        environment.Add(Of(compilation.ExternalReferences));
        environment.Add(_source.Environment);
        _environment = environment.Value;
    }

    /// <summary>The name of the assembly.</summary>
    public string Project { get; }

    /// <summary>The files, in the order of the compilation; those that the generator has written are none of them.</summary>
    public IReadOnlyList<(SyntaxTree Tree, FileSurface Surface)> Files => _source.Files;

    /// <summary>A fingerprint of what all networks mean, their order included.</summary>
    public ulong Meaning => With(_source.Types);

    public static ProjectSurface Of(Compilation compilation) => new((CSharpCompilation)compilation);

    /// <summary>The declaration that starts at <paramref name="start"/>; null where it declares no network, as far as syntax can tell.</summary>
    public (int File, int Part)? Find(SyntaxTree tree, int start) => _source.Find(tree, start);

    /// <summary>A fingerprint of what a declaration means.</summary>
    public ulong MeaningOf((int File, int Part) declaration) => With(_source.TypeOf(declaration));

    /// <summary>Whether a declaration might be a network's, as far as syntax can tell.</summary>
    public bool MayBeNetwork(TypePart part) => _source.MayBeNetwork(part);

    private ulong With(ulong type)
    {
        Fingerprint meaning = default;
        meaning.Add(type);
        meaning.Add(_environment);
        return meaning.Value;
    }

    private static ulong Of(ImmutableArray<MetadataReference> references) => (ulong)_references.GetValue(
        ImmutableCollectionsMarshal.AsArray(references)!,
        static references =>
        {
            Fingerprint all = default;
            foreach (MetadataReference reference in references)
            {
                all.Add(reference switch
                {
                    CompilationReference { Compilation: CSharpCompilation project } => Of(project)._environment,
                    CompilationReference { Compilation: { } project } => Number(project),
                    _ => Number(reference),
                });
            }

            return all.Value;
        });

    /// <summary>A number for an object that never changes.</summary>
    private static ulong Number(object value) => (ulong)(long)_numbers.GetValue(value, static _ => Interlocked.Increment(ref _lastNumber));
}
