using System.Collections;
using System.Text;
using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>
/// A report: one HTML file that opens anywhere without a network, in light and dark, on paper and on small screens. The same content gives
/// the same file.
/// </summary>
/// <example>
/// <code>
/// var report = new Report("Digits");
/// report.Add(new Section("Training")
/// {
///     "Ten epochs of **Adam**.",
///     new LineChart("Accuracy") { X = "epoch", Y = new Axis("accuracy") { Percent = true } }.Add("training", accuracies),
/// });
/// report.Save("report.html");
/// </code>
/// </example>
public sealed class Report : IEnumerable<Block>
{
    private readonly List<Block> _blocks = [];

    /// <summary>A report without content.</summary>
    /// <param name="title">Its title.</param>
    public Report(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    /// <summary>A line below the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Adds a block at the end.</summary>
    /// <param name="block">What to add.</param>
    public void Add(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        _blocks.Add(block);
    }

    /// <summary>Adds text at the end.</summary>
    /// <param name="paragraph">The text, as <see cref="Paragraph"/> reads it.</param>
    public void Add(string paragraph) => Add(new Paragraph(paragraph));

    /// <summary>The report as an HTML document.</summary>
    /// <exception cref="ArgumentException">An axis has ends that enclose nothing, or the parts of a chart do not fit together.</exception>
    public string ToHtml()
    {
        var page = new PageWriter();
        foreach (Block block in _blocks)
        {
            block.Write(page);
        }

        return page.Document(Title, Subtitle);
    }

    /// <summary>Writes the report under a temporary name and renames it, so that the file is there whole or not at all.</summary>
    /// <param name="path">The file, whose folder must exist; a file already there is replaced.</param>
    /// <exception cref="ArgumentException">As <see cref="ToHtml"/>.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        byte[] document = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, file => file.Write(document));
    }

    /// <inheritdoc/>
    public IEnumerator<Block> GetEnumerator() => _blocks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
