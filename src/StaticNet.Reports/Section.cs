using System.Collections;
using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>A titled part of a report, with an anchor and a line in the table of contents. Sections may hold sections.</summary>
public sealed class Section : Block, IEnumerable<Block>
{
    private readonly List<Block> _blocks = [];

    /// <summary>A section.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="anchor">
    /// What links to it end with, after <c>#</c>; without it, made from the title. A number is added where two would be the same.
    /// </param>
    public Section(string title, string? anchor = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
        Anchor = anchor;
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    /// <summary>What links to it end with, where it is not made from the title.</summary>
    public string? Anchor { get; }

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

    /// <inheritdoc/>
    public IEnumerator<Block> GetEnumerator() => _blocks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void Write(PageWriter page)
    {
        page.BeginSection(this);
        foreach (Block block in _blocks)
        {
            block.Write(page);
        }

        page.EndSection();
    }
}
