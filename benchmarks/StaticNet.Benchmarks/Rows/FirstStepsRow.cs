using System.Diagnostics;
using System.Globalization;

namespace StaticNet.Benchmarks;

/// <summary>The first steps of a process, before the runtime has compiled anything: measured in processes of their own.</summary>
internal sealed class FirstStepsRow : Row
{
    /// <summary>The command-line option that makes this program such a process.</summary>
    public const string Option = "--first-steps";

    private const int Processes = 5;
    private const int StepsShown = 3;
    private const int Steps = 400;

    public override string Work => "first training steps of a process, 784-[256-128-64, BatchNorm, ReLU]-10, batch 128";

    /// <summary>Prints the times of the first steps, and the median of the last hundred, in nanoseconds.</summary>
    public static void RunProcess()
    {
        var step = new TrainingWork("step", new DigitNet(1), TrainingWork.Sgd, 128);
        double[] times = [.. Enumerable.Range(0, Steps).Select(_ => Interleaved.MeasureOnce(step).Median)];
        double[] settled = [.. times[^100..].Order()];
        Console.WriteLine(
            string.Join(' ', times[..StepsShown].Append(settled[settled.Length / 2]).Select(static time => time.ToString("R", CultureInfo.InvariantCulture))));
    }

    public override IEnumerable<Finding> Measure(Session session)
    {
        double[][] runs = [.. Enumerable.Range(0, Processes).Select(static _ => Run())];
        double Typical(Func<double[], double> figure) => runs.Select(figure).Order().ElementAt(Processes / 2);
        string steps = string.Join(", ", Enumerable.Range(0, StepsShown).Select(step => Text.Time(Typical(run => run[step]))));
        yield return Finding.AtMost(
            "second step over the later ones", Typical(static run => run[1] / run[StepsShown]), 1.15, Text.Times,
            $"steps 1 to {StepsShown}: {steps}; later {Text.Time(Typical(static run => run[StepsShown]))}; median of {Processes} processes");
    }

    private static double[] Run()
    {
        string program = Environment.ProcessPath!;
        string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(FirstStepsRow).Assembly.Location, Option] : [Option];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };

        // As users' programs run.
        start.Environment["DOTNET_TieredPGO"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. output.Split(' ').Select(static time => double.Parse(time, CultureInfo.InvariantCulture))];
    }
}
