using System.CommandLine;
using BenchmarkDotNet.Running;

namespace StaticNet.Benchmarks;

/// <summary>The modes of the program. Without one of them, the arguments are BenchmarkDotNet's.</summary>
internal static class Modes
{
    private static readonly string[] _modes = ["--quick", "--plots", "--roofline", "--regions", FirstStepsRow.Option, "--help", "-h", "-?"];

    /// <summary>Runs what <paramref name="arguments"/> ask for.</summary>
    /// <returns>The exit code: 1 if a target is missed or an argument is wrong.</returns>
    public static int Invoke(string[] arguments)
    {
        if (!arguments.Intersect(_modes).Any())
        {
            BenchmarkSwitcher.FromAssembly(typeof(Modes).Assembly).Run(arguments);
            return 0;
        }

        var quick = new Option<bool>("--quick") { Description = "Print every row of the table as measured, target, met; exit code 1 if one is missed." };
        var markdown = new Option<bool>("--markdown") { Description = "Print tables as Markdown." };
        var peers = new Option<FileInfo>("--peers") { HelpName = "FILE", Description = "Results of other libraries on this machine, one JSON object a line." };
        var mnist = new Option<string>("--mnist") { HelpName = "FOLDER", Description = "Folder of the four MNIST files.", DefaultValueFactory = static _ => "../shared/data/mnist" };
        var only = new Option<string?>("--only") { HelpName = "TEXT", Description = "Only rows whose name holds this." };
        var plots = new Option<DirectoryInfo?>("--plots") { HelpName = "FOLDER", Description = "Draw how cost grows with width, depth, batch and threads." };
        var roofline = new Option<bool>("--roofline") { Description = "Print work, bytes and limits of the two main cases." };
        var regions = new Option<bool>("--regions") { Description = "Print where the time of a training step goes." };
        var firstSteps = new Option<bool>(FirstStepsRow.Option) { Hidden = true };
        var command = new RootCommand("Measures StaticNet. Without --quick, --plots, --roofline or --regions, the arguments are BenchmarkDotNet's.")
        {
            quick, markdown, peers, mnist, only, plots, roofline, regions, firstSteps,
        };
        peers.AcceptExistingOnly();
        command.SetAction(result =>
        {
            if (result.GetValue(firstSteps))
            {
                FirstStepsRow.RunProcess();
                return 0;
            }

            var session = new Session(result.GetValue(peers) is { } file ? PeerResults.Read(file.FullName) : PeerResults.None, result.GetValue(mnist)!);
            int missed = 0;
            if (result.GetValue(quick))
            {
                string name = result.GetValue(only) ?? "";
                IEnumerable<Row> rows = AllRows.Create().Where(row => row.Work.Contains(name, StringComparison.OrdinalIgnoreCase));
                missed = new QuickReport(session, result.GetValue(markdown)).Run(rows, Console.Out);
            }

            if (result.GetValue(roofline))
            {
                new RooflineReport(session, result.GetValue(markdown)).Run(Console.Out);
            }

            if (result.GetValue(regions))
            {
                new RegionsReport(session, result.GetValue(markdown)).Run(Console.Out);
            }

            if (result.GetValue(plots) is { } folder)
            {
                new CostPlots(session).Draw(folder, Console.Out);
            }

            return missed == 0 ? 0 : 1;
        });
        return command.Parse(arguments).Invoke();
    }
}
