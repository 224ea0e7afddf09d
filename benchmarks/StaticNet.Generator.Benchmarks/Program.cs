using System.CommandLine;
using StaticNet.Benchmarks;
using StaticNet.Generator.Benchmarks;

var only = new Option<string>("--only") { HelpName = "TEXT", Description = "Only rows whose name holds this.", DefaultValueFactory = static _ => "" };
var document = new Option<FileInfo>("--document") { HelpName = "FILE", Description = "Replace the section 'typing' of this Markdown document." };
var command = new RootCommand("Measures what the generator and the analyzers cost while code is typed; exit code 1 if a target is missed.") { only, document };
document.AcceptExistingOnly();
command.SetAction(result =>
{
    Finding[] findings = [.. Report.Measure(result.GetValue(only)!)];
    if (result.GetValue(document) is { } file)
    {
        new Document(file).Replace("typing", Report.Markdown(findings));
    }

    return findings.Any(static finding => !finding.IsMet) ? 1 : 0;
});
return command.Parse(args).Invoke();
