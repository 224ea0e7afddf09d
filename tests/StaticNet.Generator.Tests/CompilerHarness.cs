using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using StaticNet.Generator.Analyzers;

namespace StaticNet.Generator.Tests;

/// <summary>Compiles C# source with the generator in memory, as a Release build of a user's project would, and loads what comes out.</summary>
internal static class CompilerHarness
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp13);

    /// <summary>What a user's project refers to.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(Network).Assembly.Location)
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What every compilation starts from: they share what it has read of the references.</summary>
    private static readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Networks",
        references: References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A compilation of the given files before the generator has run.</summary>
    public static CSharpCompilation Compilation(params string[] files) =>
        _empty.AddSyntaxTrees(files.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"File{i}.cs")));

    /// <summary>The generator, about to run for the first time.</summary>
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>
    /// Runs the generator, and runs it again on an unrelated edit: every output must then come from the cache. A generator test cannot forget
    /// that.
    /// </summary>
    public static GeneratorResult Run(CSharpCompilation compilation, params IReadOnlyList<AdditionalText> texts)
    {
        GeneratorDriver driver = Driver().AddAdditionalTexts([.. texts]);
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        GeneratorDriverRunResult first = driver.GetRunResult();

        CSharpCompilation edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("// An edit elsewhere.", ParseOptions, "Elsewhere.cs"));
        GeneratorDriverRunResult second = driver.RunGenerators(edited).GetRunResult();
        Caching.AssertNothingRecomputed(second);
        return new GeneratorResult(output, first);
    }

    public static GeneratorResult Run(params string[] files) => Run(Compilation(files));

    /// <summary>All analyzers, as the package carries them.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(NetworkAnalyzer).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What the analyzers report on the compilation with the generator's output in it, as in a build.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation output) =>
        await output.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>What the compiler and the analyzers report together: a whole build.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Build(Compilation output, params IReadOnlyList<AdditionalText> texts) =>
        await output.WithAnalyzers(Analyzers, new AnalyzerOptions([.. texts])).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>Compiles and loads; the assembly can be collected when nothing refers to it any more.</summary>
    public static Assembly Load(params string[] files) => Load(Run(files), []);

    /// <summary>The same with resources.</summary>
    public static Assembly Load(GeneratorResult result, IEnumerable<ResourceDescription> resources)
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = result.Output.Emit(
            image, manifestResources: resources, cancellationToken: TestContext.Current.CancellationToken);
        if (!emitted.Success)
        {
            Diagnostic[] errors = [.. emitted.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
            Diagnostic first = errors[0];
            Assert.Fail($"{errors.Length} errors. {first}\n{first.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).Lines[first.Location.GetLineSpan().StartLinePosition.Line]}");
        }

        image.Position = 0;
        return new AssemblyLoadContext("Networks", isCollectible: true).LoadFromStream(image);
    }

    /// <summary>Compiles one network and makes an instance.</summary>
    public static Network Create(string source, string name = "Net", ulong seed = 0) =>
        (Network)Activator.CreateInstance(Load(source).GetType(name, throwOnError: true)!, seed)!;
}

/// <summary>What a run of the generator gave.</summary>
/// <param name="Output">The compilation with the generated files.</param>
/// <param name="Run">The files, and how each step came about.</param>
internal sealed record GeneratorResult(Compilation Output, GeneratorDriverRunResult Run)
{
    public IEnumerable<Diagnostic> Errors => Output.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>Generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Run.Results.Single().GeneratedSources.ToDictionary(static file => file.HintName, static file => file.SourceText.ToString());
}
