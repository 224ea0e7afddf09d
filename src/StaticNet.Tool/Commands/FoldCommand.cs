using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet fold</c>: what becomes of each layer in the predictor, and what that does to the output.</summary>
internal static class FoldCommand
{
    private const int Rows = 1000;

    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of weights." };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command("fold", "Shows what folds into what when predicting, and by how much the output moves.") { file, declaration, type, json };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(ToolTerminal terminal, string path, string? declarationFile, string? className, bool isJson)
    {
        Network network = OpenedNetwork.Open(path, declarationFile, className, terminal).Network;
        NetworkLayout layout = network.Layout;
        Predictor predictor = network.ToPredictor();
        float[] samples = SampleRows.Draw(network, Rows, seed: 1);
        var unfolded = new float[Rows * layout.OutputSize];
        var folded = new float[unfolded.Length];
        network.PredictUnfolded(samples, unfolded);
        predictor.Predict(samples, folded);
        double[] moves = [.. unfolded.Zip(folded, static (a, b) => Math.Abs((double)a - b))];
        double largest = unfolded.Max(Math.Abs);
        if (isJson)
        {
            terminal.Json(new JsonObject
            {
                ["layers"] = new JsonArray([.. layout.Layers.Select(static layer => new JsonObject
                {
                    ["name"] = layer.Name,
                    ["kind"] = layer.Kind,
                    ["prediction"] = layer.Prediction,
                })]),
                ["subtractsInputCenter"] = predictor.SubtractsInputCenter,
                ["rows"] = Rows,
                ["largestMove"] = Figures.Json(moves.Max()),
                ["meanMove"] = Figures.Json(moves.Average()),
                ["largestOutput"] = Figures.Json(largest),
            });
            return ExitCode.Success;
        }

        Table table = ToolTerminal.Table("layer", "kind", "when predicting");
        foreach (LayerSummary layer in layout.Layers)
        {
            ToolTerminal.Row(table, layer.Name, layer.Kind, layer.Prediction);
        }

        terminal.Write(table);
        if (predictor.SubtractsInputCenter)
        {
            terminal.Line(
                "The input's means are so far from 0 that they are subtracted while loading rather than folded into a bias, which would lose digits.");
        }

        terminal.Line($"Over {Figures.Whole(Rows)} drawn rows the output moves by {Figures.Short(moves.Max())} at most "
            + $"and {Figures.Short(moves.Average())} on average; the largest output is {Figures.Short(largest)}.");
        return ExitCode.Success;
    }
}
