using System.CommandLine;
using System.Text.Json.Nodes;
using StaticNet.Tool.Files;
using StaticNet.Tool.Networks;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary><c>staticnet check</c>: predicts the test vector that was saved with the weights, and compares.</summary>
internal static class CheckCommand
{
    private const float RelativeTolerance = 1e-4f;
    private const float LeastTolerance = 1e-6f;

    public static Command Create(ToolTerminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A .safetensors file that StaticNet saved with a test vector." };
        Option<string?> declaration = DeclarationOptions.File();
        Option<string?> type = DeclarationOptions.Class();
        Option<bool> json = DeclarationOptions.Json();
        var command = new Command(
            "check", "Predicts the test vector in the file again and compares, folded and layer by layer. Exit code 1 if they differ.")
        {
            file, declaration, type, json,
        };
        command.SetAction(result => Run(
            terminal, result.GetRequiredValue(file), result.GetValue(declaration), result.GetValue(type), result.GetValue(json)));
        return command;
    }

    private static int Run(ToolTerminal terminal, string path, string? declarationFile, string? className, bool isJson)
    {
        OpenedNetwork opened = OpenedNetwork.Open(path, declarationFile, className, terminal);
        NetworkLayout layout = opened.Network.Layout;
        SafetensorsFile own = opened.File.Own ?? throw new ToolException($"'{path}' was not saved by StaticNet, and holds no test vector.");
        if (!own.TryGetTensor(FileReader.SelfTestPrefix + "input", out SafetensorsTensor? input)
            || !own.TryGetTensor(FileReader.SelfTestPrefix + "output", out SafetensorsTensor? output))
        {
            throw new ToolException(
                $"'{path}' holds no test vector: tensors '{FileReader.SelfTestPrefix}input' and '{FileReader.SelfTestPrefix}output'.",
                "Save the network with one: net.Save(file, new SaveOptions { SelfTest = rows to be predicted }).");
        }

        long rows = input.Shape.Length == 2 ? input.Shape[0] : 0;
        if (rows < 1 || !input.Shape.SequenceEqual([rows, layout.InputSize]) || !output.Shape.SequenceEqual([rows, layout.OutputSize]))
        {
            throw new ToolException(
                $"'{path}': expected a test vector of shapes [rows, {layout.InputSize}] and [rows, {layout.OutputSize}], "
                + $"found [{string.Join(", ", input.Shape.ToArray())}] and [{string.Join(", ", output.Shape.ToArray())}].");
        }

        float[] samples = input.ToArray<float>();
        float[] expected = output.ToArray<float>();
        float tolerance = Math.Max(RelativeTolerance * expected.Max(Math.Abs), LeastTolerance);
        var found = new float[expected.Length];
        opened.Network.ToPredictor().Predict(samples, found);
        float folded = Difference(expected, found);
        opened.Network.PredictUnfolded(samples, found);
        float unfolded = Difference(expected, found);
        bool isPassed = folded <= tolerance && unfolded <= tolerance;
        if (isJson)
        {
            terminal.Json(new JsonObject
            {
                ["passed"] = isPassed,
                ["rows"] = rows,
                ["tolerance"] = tolerance,
                ["folded"] = Figures.Json(folded),
                ["unfolded"] = Figures.Json(unfolded),
            });
        }
        else
        {
            terminal.Line($"{path}: {(isPassed ? "passed" : "FAILED")}: {rows} rows, largest difference {Figures.Short(folded)} as predicted and "
                + $"{Figures.Short(unfolded)} layer by layer; {Figures.Short(tolerance)} is allowed.");
        }

        return isPassed ? ExitCode.Success : ExitCode.Negative;
    }

    /// <summary>The largest difference; infinite where a value is NaN.</summary>
    private static float Difference(float[] expected, float[] found)
    {
        float largest = expected.Zip(found, static (a, b) => Math.Abs(a - b)).Aggregate(0f, Math.Max);
        return float.IsNaN(largest) ? float.PositiveInfinity : largest;
    }
}
