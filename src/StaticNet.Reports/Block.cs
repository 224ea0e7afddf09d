using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>A piece of a report: a chart, a table, text, or a section of such.</summary>
public abstract class Block
{
    private protected Block()
    {
    }

    internal abstract void Write(PageWriter page);
}
