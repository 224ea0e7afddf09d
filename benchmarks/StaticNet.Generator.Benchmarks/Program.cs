using System.CommandLine;
using StaticNet.Benchmarks;
using StaticNet.Generator.Benchmarks;
using StaticNet.Generator.Benchmarks.Weights;

var only = new Option<string>("--only") { HelpName = "TEXT", Description = "Only rows whose name holds this.", DefaultValueFactory = static _ => "" };
var document = new Option<FileInfo>("--document") { HelpName = "FILE", Description = "Replace the section 'typing' (or 'weights') of this Markdown document." };
var weights = new Option<bool>("--weights") { Description = "Measure instead what weights in the assembly cost, as constants and as a resource." };
var command = new RootCommand("Measures what the generator and the analyzers cost while code is typed; exit code 1 if a target is missed.")
{
    only, document, weights,
};
document.AcceptExistingOnly();
command.SetAction(result =>
{
    if (result.GetValue(weights))
    {
        string table = WeightReport.Measure();
        Console.WriteLine(table);
        if (result.GetValue(document) is { } page)
        {
            new Document(page).Replace("weights", table);
        }

        return 0;
    }

    Finding[] findings = [.. Report.Measure(result.GetValue(only)!)];
    if (result.GetValue(document) is { } file)
    {
        new Document(file).Replace("typing", Report.Markdown(findings));
    }

    return findings.Any(static finding => !finding.IsMet) ? 1 : 0;
});
return command.Parse(args).Invoke();
