using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using StaticNet.Tool.Files;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet compare</c>: two files, tensor by tensor.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolTerminal terminal)
    {
        var first = new Argument<string>("A") { Description = "A file of weights." };
        var second = new Argument<string>("B") { Description = "Another, of any kind that is read." };
        var tolerance = new Option<double>("--tolerance")
        {
            HelpName = "NUMBER",
            Description = "Largest difference of two values that counts as none; 0 unless given.",
            CustomParser = static result =>
            {
                if (!double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double value) || !(value >= 0))
                {
                    result.AddError($"--tolerance takes a number of 0 or more, not '{result.Tokens[0].Value}'.");
                }

                return value;
            },
        };
        Option<bool> json = Networks.DeclarationOptions.Json();
        var command = new Command("compare", "Compares two files tensor by tensor. Exit code 1 if they differ by more than the tolerance.")
        {
            first, second, tolerance, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(first), result.GetRequiredValue(second), result.GetValue(tolerance), result.GetValue(json)));
        return command;
    }

    private static int Run(ToolTerminal terminal, string first, string second, double tolerance, bool isJson)
    {
        NetworkFile a = terminal.While($"Reading {first}", () => FileReader.ReadTensors(first));
        NetworkFile b = terminal.While($"Reading {second}", () => FileReader.ReadTensors(second));
        TensorDifference[] differences = TensorDifference.Of(a.Tensors, b.Tensors, tolerance);
        bool areSame = Array.TrueForAll(differences, static difference => difference.IsSame);
        if (isJson)
        {
            terminal.Json(new JsonObject
            {
                ["same"] = areSame,
                ["tolerance"] = tolerance,
                ["tensors"] = new JsonArray([.. differences.Select(static difference => new JsonObject
                {
                    ["name"] = difference.Name,
                    ["verdict"] = difference.Verdict,
                    ["largest"] = Figures.Json(difference.Largest),
                    ["mean"] = Figures.Json(difference.Mean),
                    ["relative"] = Figures.Json(difference.Relative),
                })]),
            });
            return areSame ? ExitCode.Success : ExitCode.Negative;
        }

        Table table = ToolTerminal.Table("tensor", "shape", "verdict", ">largest difference", ">mean difference", ">relative to A");
        foreach (TensorDifference difference in differences)
        {
            ToolTerminal.Row(
                table, difference.Name, difference.Shape, difference.Verdict, Figure(difference.Largest), Figure(difference.Mean), Figure(difference.Relative));
        }

        terminal.Write(table);
        int different = differences.Count(static difference => !difference.IsSame);
        terminal.Line(areSame ? $"All {differences.Length} tensors agree." : $"{different} of {differences.Length} tensors differ.");
        return areSame ? ExitCode.Success : ExitCode.Negative;
    }

    private static string Figure(double value) => double.IsNaN(value) ? "" : Figures.Short(value);
}
