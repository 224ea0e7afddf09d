using System.Diagnostics;

namespace StaticNet.PackageTests;

/// <summary>Runs <c>dotnet</c> as a user does, whatever the tests themselves were started with.</summary>
internal static class CommandLine
{
    public static async Task<CommandResult> Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsOfTheTests).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await output + await errors);
    }

    private static bool IsOfTheTests(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || variable is "DOTNET_HOST_PATH" or "DOTNET_CLI_TELEMETRY_SESSIONID" or "Configuration";
}

/// <summary>What a command gave.</summary>
/// <param name="ExitCode">0 if it succeeded.</param>
/// <param name="Output">All it printed.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The distinct lines that hold <c>error</c> or <c>warning</c> and a code.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. Output.Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
            .Distinct(),
    ];
}
