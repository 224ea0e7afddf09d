using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using StaticNet.Generator.Tests;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Compiles the networks of many trials at once, which is much faster than one by one, and checks each.</summary>
internal static class TrialRunner
{
    private const string Namespace = "Random";

    /// <summary>The file that holds the network being checked, for the case that it takes the process down.</summary>
    public static string AtHand { get; } = Path.Combine(AppContext.BaseDirectory, $"network-at-hand-{Environment.ProcessId}.txt");

    /// <summary>The failure of each trial, or null.</summary>
    public static Exception?[] Run(IReadOnlyList<Trial> trials, Tally tally)
    {
        byte[] image;
        try
        {
            image = Compile(trials);
        }
        catch (DifferenceException exception)
        {
            return trials.Count == 1 ? [exception] : [.. trials.SelectMany(trial => Run([trial], tally))];
        }

        var context = new AssemblyLoadContext(Namespace, isCollectible: true);
        try
        {
            using var stream = new MemoryStream(image);
            return Check(trials, context.LoadFromStream(stream), tally);
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>An assembly of the trials' networks.</summary>
    /// <exception cref="DifferenceException">What the generator wrote does not compile.</exception>
    public static byte[] Compile(IReadOnlyList<Trial> trials)
    {
        var source = new StringBuilder($"using StaticNet;\n\nnamespace {Namespace};\n\n");
        for (int i = 0; i < trials.Count; i++)
        {
            source.AppendLine(trials[i].Architecture.Print(Name(i)));
        }

        Compilation compilation = CompilerHarness.Run(source.ToString()).Output;
        using var image = new MemoryStream();
        EmitResult emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        return emitted.Success
            ? image.ToArray()
            : throw new DifferenceException(
                emitted.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
    }

    /// <summary>The failure of each trial, or null, given the assembly of their networks.</summary>
    public static Exception?[] Check(IReadOnlyList<Trial> trials, Assembly assembly, Tally tally)
    {
        var failures = new Exception?[trials.Count];
        for (int i = 0; i < failures.Length; i++)
        {
            File.WriteAllText(AtHand, trials[i].ToString());
            try
            {
                NetworkCheck.Run(trials[i], Factory(assembly, i), tally);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures[i] = exception;
            }
        }

        File.Delete(AtHand);
        return failures;
    }

    /// <summary>Makes networks of a trial, given the assembly of all.</summary>
    public static Func<ulong, Network> Factory(Assembly assembly, int trial)
    {
        Type type = assembly.GetType($"{Namespace}.{Name(trial)}", throwOnError: true)!;
        return seed => (Network)Activator.CreateInstance(type, seed)!;
    }

    private static string Name(int trial) => $"Net{trial}";
}
