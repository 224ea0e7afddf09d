using System.Globalization;
using System.Reflection;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// The networks of all cases, compiled together since that is much faster than one by one. If that fails, each is compiled when it is asked
/// for, so that one bad network spoils its own case alone.
/// </summary>
public sealed class GoldenNetworks
{
    private readonly Dictionary<string, Func<Type>> _types = [];

    public GoldenNetworks()
    {
        string[] declarations = [.. (GoldenSet.Default?.Cases ?? []).SelectMany(DeclarationsOf).Distinct()];
        string[] files = [.. declarations.Select(Source)];
        Assembly? all = Compile(files, out Exception? problem);
        for (int i = 0; i < files.Length; i++)
        {
            string file = files[i];
            string name = Name(i);
            var type = new Lazy<Type>(() => (all ?? CompilerHarness.Load(file)).GetType(name, throwOnError: true)!);
            _types[declarations[i]] = () => type.Value;
        }

        Problem = problem?.Message;
    }

    /// <summary>Why the networks could not be compiled together, or null.</summary>
    public string? Problem { get; }

    /// <summary>A new instance of the network with these attributes.</summary>
    internal Network Create(string declaration, ulong seed = 0) => (Network)Activator.CreateInstance(_types[declaration](), seed)!;

    private static IEnumerable<string> DeclarationsOf(GoldenCase goldenCase)
    {
        try
        {
            return LayerPrinter.Missing(goldenCase).Count == 0 ? GoldenCheck.Of(goldenCase).Declarations : [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The case's own test meets the same exception and reports it.
            return [];
        }
    }

    private static Assembly? Compile(string[] files, out Exception? problem)
    {
        problem = null;
        try
        {
            return files.Length == 0 ? null : CompilerHarness.Load(files);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            problem = exception;
            return null;
        }
    }

    private static string Source(string declaration, int index) => $"using StaticNet;\n\n{declaration}\npublic sealed partial class {Name(index)};\n";

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");
}
