using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StaticNet.Generator.Benchmarks;

/// <summary>What an editor does with a project: it runs the generator after every edit, and the analyzers on what comes out.</summary>
internal static class Editor
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> _analyzers =
    [
        .. typeof(NetworkGenerator).Assembly.GetTypes()
            .Where(static type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static readonly CompilationWithAnalyzersOptions _options = new(
        new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);

    /// <summary>A generator that has seen nothing yet.</summary>
    public static GeneratorDriver Driver() => Driver(new NetworkGenerator());

    /// <summary>A driver of any generator.</summary>
    public static GeneratorDriver Driver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: TypedProject.ParseOptions);

    /// <summary>
    /// Analyzes files, as it is done while they are open: first the compiler says what it finds in them, since what it has read of the project
    /// then is no cost of an analyzer that asks first.
    /// </summary>
    public static AnalyzerTime Analyze(Compilation output, params IEnumerable<string> files)
    {
        CompilationWithAnalyzers analysis = output.WithAnalyzers(_analyzers, _options);
        double elapsed = 0;
        foreach (string file in files)
        {
            SemanticModel model = output.GetSemanticModel(TypedProject.Tree(output, file));
            ImmutableArray<Diagnostic> found = model.GetDiagnostics();
            Check(found);
            elapsed += Times.Of(
                () => found = analysis.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult());
            Check(found);
        }

        return new AnalyzerTime(Own(analysis), elapsed);
    }

    private static void Check(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning) is { } wrong)
        {
            throw new InvalidOperationException($"The project was meant to be sound: {wrong}");
        }
    }

    private static double Own(CompilationWithAnalyzers analysis) => _analyzers.Sum(
        analyzer => analysis.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None).GetAwaiter().GetResult().ExecutionTime.TotalMilliseconds);
}

/// <summary>What an analysis took, in milliseconds.</summary>
/// <param name="Own">In the analyzers' own code, as the compiler's <c>ReportAnalyzer</c> counts it.</param>
/// <param name="Elapsed">With all that the compiler does around them.</param>
internal sealed record AnalyzerTime(double Own, double Elapsed);
