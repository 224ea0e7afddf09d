using System.Diagnostics;
using StaticNet.Generator.Tests;

namespace StaticNet.Data.Tests;

/// <summary>docs/training.md holds what samples/Training compiles, runs and prints; the program itself compares.</summary>
public sealed class TrainingWalkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_document_holds_the_program_s_code_and_output()
    {
        (int exitCode, string output) = await Run("--check", RepositoryFolder.Path("docs", "training.md"));
        Assert.True(exitCode == 0, output);
        Assert.Contains("holds the code and the output of all 15 steps", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_or_a_line_of_code_that_differs_is_named_and_rewritten()
    {
        string[] lines = await File.ReadAllLinesAsync(RepositoryFolder.Path("docs", "training.md"), TestContext.Current.CancellationToken);
        int figure = Array.FindIndex(lines, static line => line.StartsWith("test: ", StringComparison.Ordinal));
        int code = Array.FindIndex(lines, static line => line.StartsWith("[Dense(64, bias: false)", StringComparison.Ordinal));
        string path = _folder.File("walk.md");
        string[] wrong = [.. lines];
        (wrong[figure], wrong[code]) = ("test: 360 rows: all right", "[Dense(63)]");
        await File.WriteAllTextAsync(path, string.Join('\n', wrong) + "\n", TestContext.Current.CancellationToken);

        (int exitCode, string output) = await Run("--check", path);
        Assert.Equal(1, exitCode);
        Assert.Contains(
            $"line {code + 1}: the document has\n  [Dense(63)]\nand the program\n  {lines[code]}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        Assert.Equal(0, (await Run("--document", path)).ExitCode);
        Assert.Equal(lines, await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken));
    }

    private static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Training.dll"), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
