using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Many networks in one compilation, since most of a compilation's time goes into its references.</summary>
internal static class NetworkBatch
{
    /// <summary>Builds a class <c>Net</c> with each of <paramref name="attributes"/>, in a file and a namespace of its own.</summary>
    public static async Task<IReadOnlyList<NetworkOutcome>> Build(IReadOnlyList<string> attributes)
    {
        CSharpCompilation before = CompilerHarness.Compilation(
            [.. attributes.Select(static (list, i) => $"using StaticNet;\n\nnamespace N{i};\n\n{list}\npublic sealed partial class Net;\n")]);
        ILookup<int, Diagnostic> own = ByNetwork(before.GetDiagnostics(TestContext.Current.CancellationToken));
        GeneratorResult result = CompilerHarness.Run(before);
        ILookup<int, Diagnostic> build = ByNetwork(await CompilerHarness.Build(result.Output));
        Assert.Empty(build[-1]);
        return
        [
            .. attributes.Select((list, i) => new NetworkOutcome(
                list,
                !own[i].Any(),
                result.Files.ContainsKey($"N{i}.Net/Net.Predictor.g.cs"),
                [.. build[i].Where(IsRule)],
                [.. build[i].Where(static diagnostic => !IsRule(diagnostic))])),
        ];
    }

    private static bool IsRule(Diagnostic diagnostic) => diagnostic.Id.StartsWith("SN", StringComparison.Ordinal);

    /// <summary>Errors by the number of the network in whose file or generated folder they stand; -1 for what stands nowhere.</summary>
    private static ILookup<int, Diagnostic> ByNetwork(ImmutableArray<Diagnostic> diagnostics) => diagnostics
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("AD", StringComparison.Ordinal))
        .ToLookup(static diagnostic => NumberIn(diagnostic.Location.SourceTree?.FilePath ?? ""));

    private static int NumberIn(string path)
    {
        // File12.cs is the network's own file, .../N12.Net/Net.Forward.g.cs a generated one.
        string digits = new([.. path.SkipWhile(static c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)]);
        return digits.Length == 0 ? -1 : int.Parse(digits, CultureInfo.InvariantCulture);
    }
}

/// <summary>What became of one network.</summary>
/// <param name="Attributes">As written.</param>
/// <param name="IsCSharp">Whether it compiled before the generator ran.</param>
/// <param name="IsWhole">Whether the generator wrote all of it, not its surface alone.</param>
/// <param name="Reported">What the analyzer reported.</param>
/// <param name="Errors">What the compiler reported with the generated files.</param>
internal sealed record NetworkOutcome(
    string Attributes, bool IsCSharp, bool IsWhole, IReadOnlyList<Diagnostic> Reported, IReadOnlyList<Diagnostic> Errors)
{
    /// <summary>Where C# had no objection, an analyzer's error is the only one, and without that there is none.</summary>
    public void AssertSound()
    {
        if (IsCSharp)
        {
            // A budget is a promise of the user's: a network that breaks it is sound.
            Assert.True(IsWhole == Reported.All(static diagnostic => diagnostic.Id == "SN0209"), $"{Attributes}\n{string.Join("\n", Reported)}");
            Assert.True(Errors.Count == 0, $"{Attributes}\n{string.Join("\n", Errors.Take(5).Select(Soundness.Describe))}");
        }

        var distinct = Reported.Select(static diagnostic => (diagnostic.Id, diagnostic.Location, diagnostic.GetMessage(null))).ToHashSet();
        Assert.True(distinct.Count == Reported.Count, $"{Attributes}\n{string.Join("\n", Reported)}");
    }
}
