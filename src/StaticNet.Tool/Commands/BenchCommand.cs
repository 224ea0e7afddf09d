using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet bench</c>: how fast a network predicts on this machine.</summary>
internal static class BenchCommand
{
    private const double UsualSeconds = 1;

    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of weights." };
        var batches = new Option<int[]>("--batch")
        {
            HelpName = "NUMBER",
            Description = "Rows a call; may be given several times. 1, 16 and 256 unless given.",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = static result =>
            {
                var values = new List<int>();
                foreach (System.CommandLine.Parsing.Token token in result.Tokens)
                {
                    if (!int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) || value is < 1 or > 1 << 20)
                    {
                        result.AddError($"--batch takes whole numbers from 1 to {1 << 20}, not '{token.Value}'.");
                        return [];
                    }

                    values.Add(value);
                }

                return [.. values];
            },
        };
        var seconds = new Option<double>("--seconds")
        {
            HelpName = "NUMBER",
            Description = "How long each is measured; 1 unless given.",
            DefaultValueFactory = static _ => UsualSeconds,
            CustomParser = static result =>
            {
                if (!double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double value) || !(value is > 0 and <= 600))
                {
                    result.AddError($"--seconds takes a number above 0, at most 600, not '{result.Tokens[0].Value}'.");
                }

                return value;
            },
        };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command("bench", "Measures latency and throughput of the predictor on this machine, compiled in memory as a Release build would be.")
        {
            file, batches, seconds, declaration, type, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetValue(batches) is { Length: > 0 } given ? given : [1, 16, 256], result.GetValue(seconds),
            result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(
        ToolTerminal terminal, string path, int[] batches, double seconds, string? declarationFile, string? className, bool isJson)
    {
        Network network = OpenedNetwork.Open(path, declarationFile, className, terminal).Network;
        Predictor predictor = network.ToPredictor();
        LatencyFigures[] figures =
        [
            .. batches.Select(batch => terminal.While($"Measuring batches of {batch}", () => LatencyFigures.Measure(
                predictor, SampleRows.Draw(network, batch, seed: 1), batch, TimeSpan.FromSeconds(seconds)))),
        ];
        if (isJson)
        {
            terminal.Json(new JsonObject
            {
                ["file"] = path,
                ["how"] = "compiled in memory by the generator, on one thread",
                ["multiplyAdds"] = network.Layout.Layers.Sum(static layer => layer.MultiplyAdds),
                ["batches"] = new JsonArray([.. figures.Select(static figure => new JsonObject
                {
                    ["rows"] = figure.Rows,
                    ["medianSeconds"] = Figures.Json(figure.Median),
                    ["percentile99Seconds"] = Figures.Json(figure.Percentile99),
                    ["rowsPerSecond"] = Figures.Json(figure.RowsPerSecond),
                    ["allocatedBytesPerCall"] = figure.AllocatedBytes,
                })]),
            });
            return ExitCode.Success;
        }

        Table table = ToolTerminal.Table(">rows a call", ">median", ">99 %", ">rows a second", ">bytes allocated");
        foreach (LatencyFigures figure in figures)
        {
            ToolTerminal.Row(
                table, Figures.Whole(figure.Rows), Figures.Time(figure.Median), Figures.Time(figure.Percentile99), Figures.Whole((long)figure.RowsPerSecond),
                Figures.Whole(figure.AllocatedBytes));
        }

        terminal.Write(table);
        terminal.Line("Compiled in memory by the generator, as a Release build would be, and run on one thread of this machine.");
        return ExitCode.Success;
    }
}
