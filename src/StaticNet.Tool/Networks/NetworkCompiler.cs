using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using StaticNet.Generator;
using StaticNet.Generator.Analyzers;

namespace StaticNet.Tool.Networks;

/// <summary>Compiles a declaration in memory, with the generator, as a Release build would.</summary>
internal static class NetworkCompiler
{
    private const string AssemblyName = "Networks";

    /// <summary>The network, of which there is no instance yet.</summary>
    /// <exception cref="ToolException">The declaration is no sound network; the message is the analyzer's.</exception>
    public static CompiledNetwork Compile(Declaration declaration)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp13);
        CSharpCompilation compilation = CSharpCompilation.Create(
            AssemblyName,
            [CSharpSyntaxTree.ParseText(declaration.Print(declaration.ClassName), options)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        _ = CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        ImmutableArray<Diagnostic> found = generated.WithAnalyzers([new NetworkAnalyzer()]).GetAllDiagnosticsAsync().GetAwaiter().GetResult();
        if (found.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).MinBy(IsCompilers) is { } error)
        {
            throw new ToolException(
                $"{declaration.Source}: the network does not compile: {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        }

        using var image = new MemoryStream();
        EmitResult emitted = generated.Emit(image);
        if (!emitted.Success)
        {
            throw new ToolException($"{declaration.Source}: the network does not compile: {emitted.Diagnostics[0]}");
        }

        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(AssemblyName, isCollectible: false).LoadFromStream(image);
        return new CompiledNetwork(assembly.GetType(declaration.ClassName, throwOnError: true)!);
    }

    private static bool IsCompilers(Diagnostic diagnostic) => !diagnostic.Id.StartsWith("SN", StringComparison.Ordinal);

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(Network).Assembly.Location)
            .Distinct(StringComparer.Ordinal)
            .Select(static path => MetadataReference.CreateFromFile(path));
}
