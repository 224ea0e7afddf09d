using System.Diagnostics;
using System.Text.Json;

namespace StaticNet.Onnx.Tests.Foreign;

/// <summary>A program of others that reads ONNX files, and the script that lets it.</summary>
/// <param name="Interpreter">What runs the script: the first of that name on the search path that knows its packages.</param>
/// <param name="Script">A script of this folder: takes a folder of files, prints what came of each.</param>
/// <param name="Installation">How to install it.</param>
internal sealed record ForeignRuntime(string Interpreter, string Script, string Installation)
{
    /// <summary>ONNX's own checker.</summary>
    public static ForeignRuntime Checker { get; } = new("python3", "checker.py", "apt-get install python3-onnx");

    /// <summary>ONNX Runtime.</summary>
    public static ForeignRuntime OnnxRuntime { get; } = new(
        "node", "onnxruntime.js", "npm install --prefix FOLDER --ignore-scripts onnxruntime-node, and NODE_PATH=FOLDER/node_modules");

    /// <summary>The networks of OpenCV.</summary>
    public static ForeignRuntime OpenCv { get; } = new("python3", "opencv.py", "apt-get install python3-opencv");

    /// <summary>Runs it on all files of a folder. Skips the test if it is not installed.</summary>
    /// <returns>Of each file by its name: the values of its output, or what is wrong with it.</returns>
    public async Task<Dictionary<string, JsonElement>> Run(string folder)
    {
        (int exitCode, string output, string errors) = (1, "", $"'{Interpreter}' is not installed");
        foreach (string interpreter in SearchPath.Find(Interpreter))
        {
            (exitCode, output, errors) = await Start(interpreter, folder);
            if (!IsMissing(exitCode, errors))
            {
                break;
            }
        }

        Assert.SkipWhen(IsMissing(exitCode, errors), $"{Script}: {errors.Trim()} ({Installation}).");
        Assert.True(exitCode == 0, errors);
        using JsonDocument document = JsonDocument.Parse(output);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Script}: version {document.RootElement.GetProperty("version")}");
        return document.RootElement.GetProperty("outputs").EnumerateObject().ToDictionary(
            static property => property.Name, static property => property.Value.Clone());
    }

    /// <summary>What a script says where the interpreter does not know the packages: another of the same name may.</summary>
    private static bool IsMissing(int exitCode, string errors) => exitCode != 0 && errors.Contains("not installed", StringComparison.Ordinal);

    private async Task<(int ExitCode, string Output, string Errors)> Start(string interpreter, string folder)
    {
        var start = new ProcessStartInfo(interpreter, [Path.Combine(AppContext.BaseDirectory, "Foreign", Script), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
