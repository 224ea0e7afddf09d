using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>Blocks next to each other, as many in a row as there is room for.</summary>
public sealed class SideBySide : Block
{
    private readonly Block[] _blocks;

    /// <summary>Blocks next to each other.</summary>
    /// <param name="blocks">The blocks, from left to right.</param>
    public SideBySide(params Block[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        _blocks = [.. blocks];
    }

    /// <summary>The blocks, from left to right.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Blocks in a row at most: 2 or 3.</summary>
    public int Columns { get; init; } = 2;

    internal override void Write(PageWriter page)
    {
        page.Markup.Begin("div", "class", Columns >= 3 ? "row three" : "row");
        bool wasDense = page.IsDense;
        page.IsDense |= Columns >= 3;
        foreach (Block block in _blocks)
        {
            page.Markup.Begin("div");
            block.Write(page);
            page.Markup.End();
        }

        page.IsDense = wasDense;

        page.Markup.End();
    }
}
