using System.Diagnostics;

namespace StaticNet.SurvivalTests;

/// <summary>A process that trains and writes checkpoints.</summary>
internal static class WriterProcess
{
    private static readonly string _program = Path.Combine(AppContext.BaseDirectory, "StaticNet.CheckpointWriter.dll");

    /// <summary>Starts one and waits until it is about to train.</summary>
    public static async Task<Process> Start(string checkpoint, int epochs, string size)
    {
        Process process = Start(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [_program, checkpoint, $"{epochs}", size]);
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        return process;
    }

    /// <summary>Runs one in a file system of its own with that much room; null where that is not allowed.</summary>
    public static Task<(int ExitCode, string Output)?> RunOnSmallDisk(string folder, int kilobytes, int epochs) =>
        RunOnDisk(folder, kilobytes, $"exec {Command(folder, epochs)}");

    /// <summary>Runs one for an epoch, then another in the same file system, now read-only; null where that is not allowed.</summary>
    public static Task<(int ExitCode, string Output)?> RunOnReadOnlyDisk(string folder, int epochs) =>
        RunOnDisk(folder, 10_000, $"{Command(folder, 1)} && mount -o remount,ro '{folder}' && exec {Command(folder, epochs)}");

    private static string Command(string folder, int epochs) => $"dotnet '{_program}' '{folder}/run.checkpoint' {epochs} large";

    private static async Task<(int ExitCode, string Output)?> RunOnDisk(string folder, int kilobytes, string commands)
    {
        string script = $"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}' || exit 1; {commands}";
        using Process process = Start("unshare", ["--map-root-user", "--mount", "sh", "-c", script]);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 1 ? null : (process.ExitCode, output);
    }

    private static Process Start(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = program == "unshare" })!;
}
