using System.CommandLine;

namespace BatchNormExperiments;

/// <summary>The options a user may give.</summary>
internal static class CommandLine
{
    /// <summary>Parses <paramref name="arguments"/> and runs the experiments, or prints help or what is wrong with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] arguments, Func<Options, int> run)
    {
        var mnist = new Option<string?>("--mnist")
        {
            HelpName = "FOLDER",
            Description = "Folder of the four MNIST files, gzipped or not; without it, the digits carried here.",
        };
        var output = new Option<string>("--output")
        {
            HelpName = "FOLDER",
            Description = "Where report.html and results.json go.",
            DefaultValueFactory = static _ => "artifacts/batchnorm",
        };
        var pictures = new Option<string?>("--pictures") { HelpName = "FOLDER", Description = "Write each chart there too, as SVG." };
        var only = new Option<int?>("--only")
        {
            HelpName = "NUMBER",
            Description = $"Run one experiment: {string.Join("; ", Catalog.All.Select(static experiment => $"{experiment.Number}: {experiment.Title}"))}.",
        };
        only.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Catalog.All.All(experiment => $"{experiment.Number}" != result.Tokens[0].Value))
            {
                result.AddError($"--only takes a number from 1 to {Catalog.All.Count}, not '{result.Tokens[0].Value}'.");
            }
        });
        var command = new RootCommand("Eleven experiments on normalisation, written into a report.") { mnist, output, pictures, only };
        command.SetAction(result => run(new Options(result.GetValue(mnist), result.GetValue(output)!, result.GetValue(pictures), result.GetValue(only))));
        ParseResult parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} --help lists the options.");
            return 1;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
