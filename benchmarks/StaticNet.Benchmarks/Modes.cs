using System.CommandLine;
using BenchmarkDotNet.Running;

namespace StaticNet.Benchmarks;

/// <summary>The modes of the program. Without one of them, the arguments are BenchmarkDotNet's.</summary>
internal static class Modes
{
    private static readonly string[] _modes = ["--quick", "--plots", "--roofline", "--regions", "--insert", FirstStepsRow.Option, "--help", "-h", "-?"];

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
        var mnist = new Option<string>("--mnist")
        {
            HelpName = "FOLDER",
            Description = "Folder of the four MNIST files.",
            DefaultValueFactory = static _ => "../shared/data/mnist",
        };
        var only = new Option<string?>("--only") { HelpName = "TEXT", Description = "Only rows whose name holds this." };
        var plots = new Option<DirectoryInfo?>("--plots") { HelpName = "FOLDER", Description = "Draw how cost grows with width, depth, batch and threads." };
        var roofline = new Option<bool>("--roofline") { Description = "Print work, bytes and limits of the two main cases." };
        var regions = new Option<bool>("--regions") { Description = "Print where the time of a training step goes." };
        var document = new Option<FileInfo>("--document")
        {
            HelpName = "FILE",
            Description = "Replace the sections of this Markdown document that the reports are.",
        };
        var insert = new Option<string?>("--insert")
        {
            HelpName = "SECTION",
            Description = "Replace this section of the document by what stands on the standard input.",
        };
        var firstSteps = new Option<bool>(FirstStepsRow.Option) { Hidden = true };
        var command = new RootCommand("Measures StaticNet. Without --quick, --plots, --roofline or --regions, the arguments are BenchmarkDotNet's.")
        {
            quick, markdown, peers, mnist, only, plots, roofline, regions, document, insert, firstSteps,
        };
        peers.AcceptExistingOnly();
        document.AcceptExistingOnly();
        command.SetAction(result =>
        {
            if (result.GetValue(firstSteps))
            {
                FirstStepsRow.RunProcess();
                return 0;
            }

            var session = new Session(result.GetValue(peers) is { } file ? PeerResults.Read(file.FullName) : PeerResults.None, result.GetValue(mnist)!);
            Document? target = result.GetValue(document) is { } path ? new Document(path) : null;
            bool asMarkdown = result.GetValue(markdown) || target is not null;
            int missed = 0;
            if (result.GetValue(quick))
            {
                string name = result.GetValue(only) ?? "";
                IEnumerable<Row> rows = AllRows.Create().Where(row => row.Work.Contains(name, StringComparison.OrdinalIgnoreCase));
                Write(target, "quick", output => missed = new QuickReport(session, asMarkdown).Run(rows, output));
                if (session.Peers.Any)
                {
                    Write(target, "peers", new PeersReport(session.Peers, asMarkdown).Run);
                }
            }

            if (result.GetValue(roofline))
            {
                Write(target, "roofline", new RooflineReport(session, asMarkdown).Run);
            }

            if (result.GetValue(regions))
            {
                Write(target, "regions", new RegionsReport(session, asMarkdown).Run);
            }

            if (result.GetValue(insert) is { } section && target is not null)
            {
                target.Replace(section, Console.In.ReadToEnd());
            }

            if (result.GetValue(plots) is { } folder)
            {
                new CostPlots(session).Draw(folder, Console.Out);
            }

            return missed == 0 ? 0 : 1;
        });
        return command.Parse(arguments).Invoke();
    }

    /// <summary>Prints a report, or puts it in its place in the document.</summary>
    private static void Write(Document? document, string section, Action<TextWriter> report)
    {
        if (document is null)
        {
            report(Console.Out);
            return;
        }

        using var text = new StringWriter();
        report(text);
        Console.Write(text);
        document.Replace(section, text.ToString());
    }
}
