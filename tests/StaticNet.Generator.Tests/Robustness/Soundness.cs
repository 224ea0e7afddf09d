using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>
/// What holds for every source, however wrong: neither generator nor analyzer throws, and where the source compiled before the generator ran, it
/// compiles after. A mistake in a network is then an analyzer's error and nothing else.
/// </summary>
internal static class Soundness
{
    /// <summary>Checks the whole, and returns the errors that the analyzer reported; what it merely advises against is left out.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Check(params string[] files)
    {
        CSharpCompilation before = CompilerHarness.Compilation(files);
        bool isValid = !Errors(before).Any();
        GeneratorResult result = CompilerHarness.Run(before);
        ImmutableArray<Diagnostic> build = await CompilerHarness.Build(result.Output);
        Assert.DoesNotContain(build, static diagnostic => diagnostic.Id.StartsWith("AD", StringComparison.Ordinal));
        ImmutableArray<Diagnostic> reported = [.. build.Where(static diagnostic => diagnostic.Id.StartsWith("SN", StringComparison.Ordinal))];
        if (isValid)
        {
            AssertNone(build.Except(reported).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        return [.. reported.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    public static IEnumerable<Diagnostic> Errors(Compilation compilation) =>
        compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public static void AssertNone(IEnumerable<Diagnostic> errors)
    {
        string text = string.Join("\n", errors.Take(10).Select(Describe));
        Assert.True(text.Length == 0, text);
    }

    /// <summary>An error with the line it points at.</summary>
    public static string Describe(Diagnostic error)
    {
        FileLinePositionSpan place = error.Location.GetLineSpan();
        string line = error.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).Lines[place.StartLinePosition.Line].ToString() ?? "";
        return $"{error}\n    {line.Trim()}";
    }
}
