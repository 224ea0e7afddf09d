using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;

namespace StaticNet.RandomTests;

/// <summary>
/// A test run again in a process of its own with narrower vectors than the machine has, or with none: the choice is made when code is
/// compiled to the machine's.
/// </summary>
/// <param name="Width">Bits of a vector, 0 for none.</param>
/// <param name="Variable">The environment variable that is set to 0.</param>
internal sealed record NarrowProcess(int Width, string Variable)
{
    private const string BitsVariable = "STATICNET_VECTOR_BITS";

    /// <summary>All that are narrower than this process.</summary>
    public static IEnumerable<NarrowProcess> All =>
        new NarrowProcess[] { new(256, "DOTNET_EnableAVX512"), new(128, "DOTNET_EnableAVX2"), new(0, "DOTNET_EnableHWIntrinsic") }
            .Where(static process => process.Width < WidestBits);

    /// <summary>Bits of a vector in this process, if it is such a one.</summary>
    public static int? Bits =>
        int.TryParse(Environment.GetEnvironmentVariable(BitsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int bits)
            ? bits
            : null;

    /// <summary>Bits of the widest vectors that kernels use in this process.</summary>
    public static int WidestBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Runs a test.</summary>
    /// <param name="method">Its full name.</param>
    /// <param name="isResult">Tells the line that it prints at its end.</param>
    /// <param name="environment">Variables beside those that make the process narrow.</param>
    /// <returns>The line, with the width and the time.</returns>
    public async Task<string> Run(string method, Func<string, bool> isResult, params (string Name, string Value)[] environment)
    {
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", typeof(NarrowProcess).Assembly.Location, "-noLogo", "-noColor", "-method", method },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = "0";
        start.Environment[BitsVariable] = Width.ToString(CultureInfo.InvariantCulture);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        string? result = output.Split('\n').FirstOrDefault(isResult);
        Assert.True(process.ExitCode == 0 && result is not null, $"{Variable}=0: exit code {process.ExitCode}\n{output}\n{await errors}");
        return $"{Variable}=0, {result.Trim()}; {watch.Elapsed.TotalSeconds:F1} s";
    }
}
