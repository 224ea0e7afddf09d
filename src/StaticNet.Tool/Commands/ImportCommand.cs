using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StaticNet.Importing;
using StaticNet.Tool.Files;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet import</c>: a foreign file as a declaration and a file of weights that load into it.</summary>
internal static class ImportCommand
{
    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A file from elsewhere: .onnx, .keras, .h5, .pt, .pth, .npz, .json or .safetensors." };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "NET.cs",
            Description = "Where the declaration goes; the class is called like the file, and the weights go beside it, as NET.safetensors.",
            Required = true,
        };
        var weights = new Option<string?>("--weights") { HelpName = "FILE.safetensors", Description = "Where the weights go instead." };
        var space = new Option<string?>("--namespace") { HelpName = "NAME", Description = "Namespace of the class; none unless given." };
        var epsilon = new Option<double>("--epsilon")
        {
            HelpName = "NUMBER",
            Description = "ε of the norms in a file of weights alone, which does not say it; PyTorch's 1e-5 unless given.",
            DefaultValueFactory = static _ => new StateDictOptions().Epsilon,
            CustomParser = static result =>
            {
                if (!double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out double value) || !(value > 0))
                {
                    result.AddError($"--epsilon takes a number above 0, not '{result.Tokens[0].Value}'.");
                }

                return value;
            },
        };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command(
            "import",
            "Writes the attributes and the weights of a foreign network, ready to build. "
            + "With --declaration, for files of weights alone, only the weights are written.")
        {
            file, output, weights, space, epsilon, declaration, type, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetRequiredValue(output), result.GetValue(weights), result.GetValue(space),
            result.GetValue(epsilon), result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(
        ToolTerminal terminal, string path, string output, string? weights, string? space, double epsilon, string? declarationFile, string? className,
        bool isJson)
    {
        bool isCode = Path.GetExtension(output).Equals(".cs", StringComparison.OrdinalIgnoreCase);
        if (isCode == (declarationFile is not null))
        {
            throw new ToolException(
                isCode ? "With --declaration, only weights are written." : $"--output takes a C# file; '{output}' is none.",
                isCode ? "Give --output a file that ends in .safetensors." : "Give it a name such as DigitNet.cs.");
        }

        NetworkFile file = terminal.While($"Reading {path}", () => FileReader.Read(path, new StateDictOptions { Epsilon = epsilon }));
        ForeignNetwork foreign = file.Foreign ?? throw (file.IsPacked
            ? new ToolException(PackedFile.Refusal(path))
            : new ToolException($"'{path}' was saved by StaticNet: there is nothing to import.", "Load it as it is, or see 'staticnet inspect'."));
        if (declarationFile is null && !foreign.IsComplete)
        {
            throw new ToolException(
                $"'{path}' holds weights alone, without layers, activations and settings.",
                "Declare the network in C#, and give that file by --declaration and a .safetensors file by --output.");
        }

        string weightFile = weights ?? Path.ChangeExtension(output, ".safetensors");
        string name = Path.GetFileNameWithoutExtension(output);
        string? code = isCode ? DeclarationWriter.Write(foreign, name, space) : null;
        Declaration declaration = declarationFile is null ? Declaration.Of(foreign).Named(name) : Declaration.Read(declarationFile, className);
        OpenedNetwork opened = OpenedNetwork.Open(file, declaration, terminal);
        opened.Network.Save(weightFile);
        if (code is not null)
        {
            AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(code)));
        }

        if (isJson)
        {
            terminal.Json(new JsonObject
            {
                ["declaration"] = code is null ? null : output,
                ["weights"] = weightFile,
                ["layers"] = new JsonArray([.. opened.Declaration.Attributes.Select(static text => JsonValue.Create(text))]),
                ["parameters"] = opened.Network.Layout.ParameterCount,
            });
            return ExitCode.Success;
        }

        terminal.Line($"{Figures.Whole(opened.Network.Layout.ParameterCount)} parameters in {opened.Network.Layout.Layers.Length - 1} layers:");
        foreach (string line in DeclarationWriter.Lines(opened.Declaration.Attributes))
        {
            terminal.Line($"  [{line}]");
        }

        terminal.Line(code is null ? $"Weights: {weightFile}" : $"Declaration: {output}\nWeights: {weightFile}");
        if (code is not null)
        {
            terminal.Line($"Add {Path.GetFileName(output)} to a project that refers to StaticNet, and load: "
                + $"var net = new {name}(); net.Load(\"{Path.GetFileName(weightFile)}\");");
        }

        return ExitCode.Success;
    }
}
