using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>The generator, the analyzers and the fixes of two assemblies, as a project refers to them.</summary>
internal sealed class NetworkTools : AnalyzerReference
{
    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly ImmutableArray<ISourceGenerator> _generators;

    public NetworkTools(Assembly generator, Assembly fixes, ImmutableArray<MetadataReference> references)
    {
        References = references;
        _analyzers = [.. Instances<DiagnosticAnalyzer, DiagnosticAnalyzerAttribute>(generator)];
        _generators = [.. Instances<IIncrementalGenerator, GeneratorAttribute>(generator).Select(static found => found.AsSourceGenerator())];
        Fixes = Instances<CodeFixProvider, ExportCodeFixProviderAttribute>(fixes)
            .SelectMany(static fix => fix.FixableDiagnosticIds.Select(rule => (rule, fix)))
            .ToLookup(static pair => pair.rule, static pair => pair.fix);
    }

    /// <summary>Every fix there is, by the rules it can put right.</summary>
    public ILookup<string, CodeFixProvider> Fixes { get; }

    /// <summary>What a user's project refers to.</summary>
    public ImmutableArray<MetadataReference> References { get; }

    public override string? FullPath => null;

    public override object Id => nameof(NetworkTools);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => _analyzers;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => _analyzers;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;

    private static IEnumerable<T> Instances<T, TAttribute>(Assembly assembly)
        where TAttribute : Attribute => assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<TAttribute>() is not null)
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (T)Activator.CreateInstance(type)!);
}
