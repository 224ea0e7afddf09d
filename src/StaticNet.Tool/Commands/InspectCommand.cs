using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using StaticNet.Tool.Files;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet inspect</c>: what a file holds.</summary>
internal static class InspectCommand
{
    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of weights: .safetensors, .onnx, .keras, .h5, .pt, .pth, .npz or .json." };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command(
            "inspect",
            "Shows layers, shapes, statistics and histograms of weights, dead units and values that are not finite. Exit code 1 if there are such values.")
        {
            file, declaration, type, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(ToolTerminal terminal, string path, string? declarationFile, string? className, bool isJson)
    {
        NetworkFile file = terminal.While($"Reading {path}", () => FileReader.ReadTensors(path));
        Declaration? declaration = declarationFile is null ? OpenedNetwork.Find(file) : Declaration.Read(declarationFile, className);
        NetworkLayout? layout = declaration is null ? null
            : declarationFile is not null && file is { Own: not null, IsPacked: false } ? OpenedNetwork.Open(file, declaration, terminal).Network.Layout
            : terminal.While("Compiling the network", () => NetworkCompiler.Compile(declaration)).Layout;
        (NamedTensor Tensor, TensorStatistics Statistics)[] tensors =
            [.. file.Tensors.Select(static tensor => (tensor, TensorStatistics.Of(tensor.Values)))];
        (string Layer, int Units, int Of, string Why)[] dead = [.. DeadUnits.Find(file, layout)];
        if (isJson)
        {
            terminal.Json(ToJson(file, declaration, layout, tensors, dead));
        }
        else
        {
            Print(terminal, file, declaration, layout, tensors, dead);
        }

        return tensors.Any(static tensor => tensor.Statistics.NonFinite > 0) ? ExitCode.Negative : ExitCode.Success;
    }

    private static void Print(
        ToolTerminal terminal, NetworkFile file, Declaration? declaration, NetworkLayout? layout,
        (NamedTensor Tensor, TensorStatistics Statistics)[] tensors, (string Layer, int Units, int Of, string Why)[] dead)
    {
        terminal.Line(
            $"{file.Path}: {file.Format}, {Counted.Text(tensors.Length, "tensor", "tensors")}, {Figures.Whole(tensors.Sum(static tensor => (long)tensor.Statistics.Count))} values");
        if (file.Refusal is not null)
        {
            terminal.Line($"  Only the tensors can be read: {file.Refusal}");
        }

        foreach ((string key, string value) in file.Own?.Metadata.Where(static pair => pair.Key != NetworkFiles.DeclarationKey) ?? [])
        {
            terminal.Line($"  {key}: {value}");
        }

        foreach (string line in declaration is null ? [] : StaticNet.Importing.DeclarationWriter.Lines(declaration.Attributes))
        {
            terminal.Line($"  [{line}]");
        }

        if (layout is not null)
        {
            Table layers = ToolTerminal.Table("layer", "kind", "output", ">parameters", ">multiply-adds", "when predicting");
            foreach (LayerSummary layer in layout.Layers)
            {
                string parameters = layer.Statistics == 0
                    ? Figures.Whole(layer.Parameters)
                    : $"{Figures.Whole(layer.Parameters)} (+{Figures.Whole(layer.Statistics)})";
                ToolTerminal.Row(
                    layers, layer.Name, layer.Kind, Figures.Shape(layer.OutputShape), parameters, Figures.Whole(layer.MultiplyAdds), layer.Prediction);
            }

            terminal.Write(layers);
        }

        Table table = ToolTerminal.Table("tensor", "shape", "type", ">mean", ">deviation", ">least", ">most", ">zeros", ">not finite", "histogram");
        foreach ((NamedTensor tensor, TensorStatistics statistics) in tensors)
        {
            ToolTerminal.Row(
                table, tensor.Name, Figures.Shape(tensor.Shape), tensor.DataType, Figures.Short(statistics.Mean), Figures.Short(statistics.Deviation),
                Figures.Short(statistics.Minimum), Figures.Short(statistics.Maximum), Figures.Whole(statistics.Zeros), Figures.Whole(statistics.NonFinite),
                Figures.Sparkline(statistics.Histogram));
        }

        terminal.Write(table);
        foreach ((string layer, int units, int of, string why) in dead)
        {
            terminal.Line($"{layer}: {units} of {of} do nothing: {why}");
        }

        int nonFinite = tensors.Sum(static tensor => tensor.Statistics.NonFinite);
        terminal.Line(nonFinite == 0 ? "All values are finite." : $"{Figures.Whole(nonFinite)} values are NaN or infinite.");
    }

    private static JsonObject ToJson(
        NetworkFile file, Declaration? declaration, NetworkLayout? layout,
        (NamedTensor Tensor, TensorStatistics Statistics)[] tensors, (string Layer, int Units, int Of, string Why)[] dead) => new()
        {
            ["file"] = file.Path,
            ["format"] = file.Format,
            ["refusal"] = file.Refusal,
            ["declaration"] = declaration is null ? null : new JsonArray([.. declaration.Attributes.Select(static text => JsonValue.Create(text))]),
            ["layers"] = layout is null ? null : new JsonArray([.. layout.Layers.Select(static layer => new JsonObject
            {
                ["name"] = layer.Name,
                ["kind"] = layer.Kind,
                ["output"] = new JsonArray([.. layer.OutputShape.Select(static axis => JsonValue.Create(axis))]),
                ["parameters"] = layer.Parameters,
                ["statistics"] = layer.Statistics,
                ["multiplyAdds"] = layer.MultiplyAdds,
                ["prediction"] = layer.Prediction,
            })]),
            ["tensors"] = new JsonArray([.. tensors.Select(static pair => new JsonObject
            {
                ["name"] = pair.Tensor.Name,
                ["shape"] = new JsonArray([.. pair.Tensor.Shape.Select(static axis => JsonValue.Create(axis))]),
                ["type"] = pair.Tensor.DataType,
                ["count"] = pair.Statistics.Count,
                ["mean"] = Figures.Json(pair.Statistics.Mean),
                ["deviation"] = Figures.Json(pair.Statistics.Deviation),
                ["minimum"] = Figures.Json(pair.Statistics.Minimum),
                ["maximum"] = Figures.Json(pair.Statistics.Maximum),
                ["zeros"] = pair.Statistics.Zeros,
                ["nonFinite"] = pair.Statistics.NonFinite,
                ["histogram"] = new JsonArray([.. pair.Statistics.Histogram.Select(static count => JsonValue.Create(count))]),
            })]),
            ["deadUnits"] = new JsonArray([.. dead.Select(static finding => new JsonObject
            {
                ["layer"] = finding.Layer,
                ["units"] = finding.Units,
                ["of"] = finding.Of,
                ["why"] = finding.Why,
            })]),
        };
}
