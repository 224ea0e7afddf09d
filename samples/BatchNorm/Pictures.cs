using System.Text;
using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>The charts of a report as files of their own, for documents that show some of them.</summary>
internal static class Pictures
{
    private const double Width = 480;

    /// <summary>Writes each chart as SVG, named after its section and title.</summary>
    public static void Save(int experiment, Section section, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (Chart chart in ChartsOf(section))
        {
            string file = Path.Combine(folder, $"{experiment:00}-{Slug(chart.Title)}.svg");
            AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(chart.ToSvg(Width))));
        }
    }

    private static IEnumerable<Chart> ChartsOf(IEnumerable<Block> blocks) => blocks.SelectMany(static block => block switch
    {
        Chart chart => [chart],
        SideBySide row => ChartsOf(row.Blocks),
        Section section => ChartsOf(section),
        _ => [],
    });

    private static string Slug(string title) =>
        string.Join('-', new string([.. title.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
