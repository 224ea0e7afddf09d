using System.CommandLine;
using System.Text.Json.Nodes;
using StaticNet.Onnx;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet export</c>: a network as an ONNX file.</summary>
internal static class ExportCommand
{
    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of weights." };
        var output = new Option<string>("--output", "-o") { HelpName = "NET.onnx", Description = "The ONNX file to write.", Required = true };
        var folded = new Option<bool>("--folded") { Description = "Fold scalers and BatchNorm into the products around them, as a predictor does." };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command("export", "Writes a network as ONNX, layer by layer or folded.") { file, output, folded, declaration, type, json };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetRequiredValue(output), result.GetValue(folded), result.GetValue(declaration),
            result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(
        ToolTerminal terminal, string path, string output, bool isFolded, string? declarationFile, string? className, bool isJson)
    {
        if (!Path.GetExtension(output).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException($"--output takes an ONNX file; '{output}' is none.", "Give it a name that ends in .onnx.");
        }

        OpenedNetwork opened = OpenedNetwork.Open(path, declarationFile, className, terminal);
        OnnxFile.Write(opened.Network, output, isFolded ? OnnxForm.Folded : OnnxForm.Unfolded);
        long bytes = new FileInfo(output).Length;
        if (isJson)
        {
            terminal.Json(new JsonObject { ["file"] = output, ["folded"] = isFolded, ["bytes"] = bytes });
        }
        else
        {
            terminal.Line($"{output}: {Figures.Whole(bytes)} bytes, {(isFolded ? "folded" : "layer by layer")}; input [batch, "
                + $"{string.Join(", ", opened.Network.Layout.InputShape)}], output [batch, {string.Join(", ", opened.Network.Layout.OutputShape)}]");
        }

        return ExitCode.Success;
    }
}
