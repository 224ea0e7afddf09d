using System.Diagnostics;

namespace StaticNet.Benchmarks;

/// <summary>The table: measured, target, met; printed row by row as it is measured.</summary>
internal sealed class QuickReport(Session session, bool markdown)
{
    private int _missed;
    private int _peersMissing;

    /// <summary>Measures and prints all rows.</summary>
    /// <returns>Figures that miss their target.</returns>
    public int Run(IEnumerable<Row> rows, TextWriter output)
    {
        long began = Stopwatch.GetTimestamp();
        output.WriteLine(markdown ? $"Measured on: {Machine.Describe()}.\n" : Machine.Describe());
        if (markdown)
        {
            output.WriteLine("| work | measured | target | |\n| --- | --- | --- | --- |");
        }

        foreach (Row row in rows)
        {
            output.WriteLine(markdown ? $"| **{row.Work}** | | | |" : $"\n{row.Work}");
            foreach (Finding finding in row.Measure(session))
            {
                Write(finding, output);
            }
        }

        output.WriteLine();
        WriteSummary(Stopwatch.GetElapsedTime(began), output);
        return _missed;
    }

    private void Write(Finding finding, TextWriter output)
    {
        _missed += finding.Verdict == Verdict.Missed ? 1 : 0;
        _peersMissing += finding.Verdict == Verdict.NotMeasured ? 1 : 0;
        string verdict = finding.Verdict switch
        {
            Verdict.Met => "met",
            Verdict.Missed => markdown ? "**missed**" : "MISSED",
            Verdict.NotMeasured => "not measured",
            _ => "",
        };
        output.WriteLine(markdown
            ? $"| {finding.What} | {finding.Measured} | {finding.Target} | {verdict} |"
            : $"  {finding.What,-55} {finding.Measured}{Environment.NewLine}  {"",-55} {finding.Target,-45} {verdict}".TrimEnd());
        output.Flush();
    }

    private void WriteSummary(TimeSpan elapsed, TextWriter output)
    {
        output.WriteLine($"{_missed} missed, {_peersMissing} not measured (these decide nothing), in {elapsed.TotalSeconds:0} s. Times are medians; "
            + "±: half the distance from the tenth to the ninetieth percentile.");
        if (session.NoisySamples.Count > 0)
        {
            output.WriteLine($"The machine was busy: {session.NoisySamples.Count} measurements spread by more than a tenth, the worst "
                + $"({session.NoisySamples.MaxBy(static samples => samples.Spread)!.Work.Name}) by "
                + $"{session.NoisySamples.Max(static samples => samples.Spread) * 100:0} %.");
        }
    }
}
