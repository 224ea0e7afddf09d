namespace StaticNet.Benchmarks;

/// <summary>A table, as Markdown or in columns of plain text.</summary>
internal sealed class Table(params string[] head)
{
    private readonly List<string[]> _lines = [head];

    public void Add(params string[] cells) => _lines.Add(cells);

    public void Write(TextWriter output, bool markdown)
    {
        int[] widths = [.. Enumerable.Range(0, head.Length).Select(column => _lines.Max(line => line[column].Length))];
        for (int i = 0; i < _lines.Count; i++)
        {
            output.WriteLine(markdown
                ? $"| {string.Join(" | ", _lines[i])} |"
                : string.Join("  ", _lines[i].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
            if (i == 0 && markdown)
            {
                output.WriteLine($"|{string.Concat(head.Select(static _ => " --- |"))}");
            }
        }

        output.WriteLine();
    }
}
