using System.CommandLine;
using System.Text.Json.Nodes;
using StaticNet.Importing.Safetensors;
using StaticNet.Onnx;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet export</c>: a network as an ONNX file, or its weights under the names of PyTorch or Keras.</summary>
internal static class ExportCommand
{
    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file of weights." };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "What to write: an .onnx file, or weights alone as .safetensors.",
            Required = true,
        };
        var folded = new Option<bool>("--folded") { Description = "Fold scalers and BatchNorm into the products around them, as a predictor does." };
        var names = new Option<string?>("--names")
        {
            HelpName = "WHOSE",
            Description = "Whose names and layout the weights of a .safetensors file have: pytorch or keras.",
        };
        names.AcceptOnlyFromAmong("pytorch", "keras");
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command("export", "Writes a network as ONNX, layer by layer or folded, or its weights under the names of PyTorch or Keras.")
        {
            file, output, folded, names, declaration, type, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetRequiredValue(output), result.GetValue(folded), result.GetValue(names),
            result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(
        ToolTerminal terminal, string path, string output, bool isFolded, string? names, string? declarationFile, string? className, bool isJson)
    {
        string extension = Path.GetExtension(output).ToLowerInvariant();
        switch (extension)
        {
            case ".onnx" when names is not null:
                throw new ToolException("--names is for weights in a .safetensors file; an ONNX file keeps StaticNet's.");
            case ".safetensors" when isFolded:
                throw new ToolException("--folded is for ONNX files: the names of PyTorch and Keras are those of layers before folding.");
            case ".safetensors" when names is null:
                throw new ToolException("Weights can be written under the names of PyTorch or of Keras.", "Say which by --names pytorch or --names keras.");
            case not (".onnx" or ".safetensors"):
                throw new ToolException($"'{output}' is of no kind that can be written.", "Give --output a file that ends in .onnx or .safetensors.");
        }

        OpenedNetwork opened = OpenedNetwork.Open(path, declarationFile, className, terminal);
        if (extension == ".onnx")
        {
            OnnxFile.Write(opened.Network, output, isFolded ? OnnxForm.Folded : OnnxForm.Unfolded);
        }
        else
        {
            SafetensorsExport.Write(opened.Network, output, names == "keras" ? TensorNaming.Keras : TensorNaming.PyTorch);
        }

        long bytes = new FileInfo(output).Length;
        if (isJson)
        {
            terminal.Json(new JsonObject { ["file"] = output, ["folded"] = isFolded, ["names"] = names, ["bytes"] = bytes });
            return ExitCode.Success;
        }

        terminal.Line($"{output}: {Figures.Whole(bytes)} bytes, {(names is not null ? $"named as in {names}" : isFolded ? "folded" : "layer by layer")}; "
            + $"input [batch, {string.Join(", ", opened.Network.Layout.InputShape)}], output [batch, {string.Join(", ", opened.Network.Layout.OutputShape)}]");
        return ExitCode.Success;
    }
}
