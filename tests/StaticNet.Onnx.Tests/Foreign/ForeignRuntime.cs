using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace StaticNet.Onnx.Tests.Foreign;

/// <summary>A program of others that reads ONNX files, and the script that lets it.</summary>
/// <param name="Interpreter">What runs the script.</param>
/// <param name="Script">A script of this folder: takes a folder of files, prints what came of each.</param>
/// <param name="Installation">How to install it.</param>
internal sealed record ForeignRuntime(string Interpreter, string Script, string Installation)
{
    /// <summary>ONNX's own checker.</summary>
    public static ForeignRuntime Checker { get; } = new(Python, "checker.py", "apt-get install python3-onnx");

    /// <summary>ONNX Runtime.</summary>
    public static ForeignRuntime OnnxRuntime { get; } = new(
        "node", "onnxruntime.js", "npm install --prefix FOLDER --ignore-scripts onnxruntime-node, and NODE_PATH=FOLDER/node_modules");

    /// <summary>The networks of OpenCV.</summary>
    public static ForeignRuntime OpenCv { get; } = new(Python, "opencv.py", "apt-get install python3-opencv");

    /// <summary>The system's own, to which packages of the system belong.</summary>
    private static string Python => Environment.GetEnvironmentVariable("STATICNET_PYTHON") ?? "/usr/bin/python3";

    /// <summary>Runs it on all files of a folder. Skips the test if it is not installed.</summary>
    /// <returns>Of each file by its name: the values of its output, or what is wrong with it.</returns>
    public async Task<Dictionary<string, JsonElement>> Run(string folder)
    {
        (int exitCode, string output, string errors) = await Start(folder);
        Assert.SkipWhen(exitCode != 0 && errors.Contains("not installed", StringComparison.Ordinal), $"{Script}: {errors.Trim()} ({Installation}).");
        Assert.True(exitCode == 0, errors);
        using JsonDocument document = JsonDocument.Parse(output);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Script}: version {document.RootElement.GetProperty("version")}");
        return document.RootElement.GetProperty("outputs").EnumerateObject().ToDictionary(
            static property => property.Name, static property => property.Value.Clone());
    }

    private async Task<(int ExitCode, string Output, string Errors)> Start(string folder)
    {
        var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, "Foreign", Script), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            return (1, "", $"'{Interpreter}' is not installed");
        }
    }
}
