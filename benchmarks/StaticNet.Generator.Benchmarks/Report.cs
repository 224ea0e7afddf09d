using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace StaticNet.Generator.Benchmarks;

/// <summary>The table: measured, target, met.</summary>
internal static class Report
{
    private const int ColdRuns = 3;
    private const int Edits = 30;
    private const int Analyses = 3;
    private const int Compiled = 20;

    /// <summary>Files that are open beside the edited one: analyzers look at them again after every edit.</summary>
    private static readonly string[] _open = [TypedProject.NetworkFile(TypedProject.Networks - 1), TypedProject.UseFile(TypedProject.Networks - 1)];

    private static readonly (string Name, Func<IEnumerable<Finding>> Measure)[] _rows =
    [
        ("cold", Cold),
        ("edits", static () => EditsOf("an edit of one network", 10, static (project, i) =>
            TypedProject.Edit(project, TypedProject.NetworkFile(i), "Dense(128", $"Dense({129 + i}"), TypedProject.NetworkFile)),
        ("elsewhere", static () => EditsOf("an edit elsewhere, in a method's body", 1, static (project, i) =>
            TypedProject.Edit(project, TypedProject.Elsewhere, "word.Length > 1", $"word.Length > {2 + i}"), static _ => TypedProject.Elsewhere)),
        ("comment", static () => EditsOf("a comment in a network's file", 1, static (project, i) =>
            TypedProject.Edit(project, TypedProject.NetworkFile(i), "[Dense(64", $"/* {i} */ [Dense(64"), TypedProject.NetworkFile)),
        ("compile", Compile),
    ];

    /// <summary>Measures and prints the rows whose name holds <paramref name="only"/>.</summary>
    public static IEnumerable<Finding> Measure(string only)
    {
        Console.WriteLine(Heading);
        foreach (Finding finding in _rows.Where(row => row.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).SelectMany(static row => row.Measure()))
        {
            Console.WriteLine($"  {finding.What,-66} {finding.Measured,-44} {finding.Needed,-11} {finding.Verdict}".TrimEnd());
            yield return finding;
        }
    }

    /// <summary>The rows as a section of a document.</summary>
    public static string Markdown(IEnumerable<Finding> findings) => string.Join('\n',
    [
        Heading,
        "",
        "| work | measured | target | |",
        "| --- | --- | --- | --- |",
        .. findings.Select(static finding =>
            $"| {finding.What} | {finding.Measured} | {finding.Needed} | {(finding.Verdict == "MISSED" ? "**missed**" : finding.Verdict)} |"),
    ]);

    private static string Heading => string.Create(
        CultureInfo.InvariantCulture,
        $"{TypedProject.Networks} networks of 20 layers in {(2 * TypedProject.Networks) + 1} files; {Environment.ProcessorCount} cores, of which one is used, "
        + $"{System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, "
        + $"Roslyn {typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(3)}. Medians.");

    private static IEnumerable<Finding> Cold()
    {
        double first = ColdRun();
        double[] later = [.. Enumerable.Range(0, ColdRuns).Select(static _ => ColdRun())];
        yield return new Finding("cold generation of all networks", Times.Median(later), 1000);
        yield return new Finding("the same, first in a process: the compiler is compiled too", first, null);
    }

    private static double ColdRun()
    {
        CSharpCompilation project = TypedProject.Create();
        GeneratorDriver driver = Editor.Driver();
        return Times.Of(() => driver.RunGenerators(project));
    }

    private static IEnumerable<Finding> EditsOf(string what, double target, Func<CSharpCompilation, int, CSharpCompilation> edit, Func<int, string> file)
    {
        CSharpCompilation project = TypedProject.Create();
        GeneratorDriver driver = Editor.Driver().RunGenerators(project);
        GeneratorDriver idle = Editor.Driver(new HandingOver(driver.GetRunResult().Results[0].GeneratedSources)).RunGenerators(project);
        var whole = new List<double>();
        var handing = new List<double>();
        for (int i = 0; i < 3 * Edits; i++)
        {
            CSharpCompilation edited = edit(project, i);
            double time = Times.Of(() => driver.RunGenerators(edited));
            double without = Times.Of(() => idle.RunGenerators(edited));
            if (i >= Edits)
            {
                whole.Add(time);
                handing.Add(without);
            }
        }

        // The files were open, and analyzed, before the edit.
        _ = driver.RunGeneratorsAndUpdateCompilation(project, out Compilation before, out _);
        _ = Editor.Analyze(before, _open.Concat(Enumerable.Range(0, Analyses + 1).Select(file).Distinct()));
        AnalyzerTime[] analyses = [.. Enumerable.Range(0, Analyses + 1).Select(i =>
        {
            _ = driver.RunGeneratorsAndUpdateCompilation(edit(project, i), out Compilation output, out _);
            return Editor.Analyze(output, _open.Append(file(i)));
        }).Skip(1)];
        double generating = Times.Median(whole.Zip(handing, static (all, rest) => all - rest));
        double analyzing = Times.Median(analyses.Select(static time => time.Own));
        yield return new Finding(what, generating + analyzing, target, $"generator {Finding.Show(generating)}, analyzers {Finding.Show(analyzing)}");
        yield return new Finding($"  beside it, the compiler's driver hands over {4 * TypedProject.Networks} files", Times.Median(handing), null);
        yield return new Finding(
            "  beside it, the compiler works for the analyzers", Times.Median(analyses.Select(static time => time.Elapsed - time.Own)), null);
    }

    private static IEnumerable<Finding> Compile()
    {
        _ = CompileRun();
        yield return new Finding(
            "compiling the code of a network: parse, bind, emit", Times.Median(Enumerable.Range(0, 3).Select(static _ => CompileRun())), 30);
    }

    /// <summary>What a network's generated code adds to a build, in milliseconds: parsing, binding, flow analysis and IL.</summary>
    private static double CompileRun()
    {
        CSharpCompilation project = TypedProject.Create(Compiled);
        GeneratorDriverRunResult run = Editor.Driver().RunGenerators(project).GetRunResult();
        return Times.Of(() =>
        {
            CSharpCompilation whole = project.AddSyntaxTrees(run.Results[0].GeneratedSources.Select(static source =>
                CSharpSyntaxTree.ParseText(source.SourceText, TypedProject.ParseOptions, source.HintName)));
            using var image = new MemoryStream();
            if (!whole.Emit(image).Success)
            {
                throw new InvalidOperationException("The generated code does not compile.");
            }
        }) / Compiled;
    }
}
