using System.Globalization;
using StaticNet.Reports.Drawing;
using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>A table. Numbers stand right, everything else left; text may hold <c>**bold**</c> and <c>`code`</c>.</summary>
/// <example>
/// <code>
/// new Table("run", new TableColumn("accuracy", "0.0000")) { Title = "Runs" }.Add("with", 0.9739).Add("without", 0.9657)
/// </code>
/// </example>
public sealed class Table : Block
{
    private readonly TableColumn[] _columns;
    private readonly List<object?[]> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="columns">Its columns, from left to right: titles, or titles with formats.</param>
    public Table(params TableColumn[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    /// <summary>The title, above the table.</summary>
    public string Title { get; init; } = "";

    /// <summary>What to see in the table, below it.</summary>
    public string? Caption { get; init; }

    /// <summary>Adds a row at the end.</summary>
    /// <param name="cells">Texts, numbers, or null for an empty cell; as many as columns.</param>
    /// <exception cref="ArgumentException">There are not as many cells as columns.</exception>
    public Table Add(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != _columns.Length)
        {
            throw new ArgumentException($"The row has {cells.Length} cells; expected {_columns.Length}, one a column.", nameof(cells));
        }

        _rows.Add([.. cells]);
        return this;
    }

    /// <summary>The table as comma-separated values (RFC 4180), numbers in full.</summary>
    public string ToCsv() => Data().ToString();

    internal override void Write(PageWriter page)
    {
        page.BeginFigure("table", Title, Data());
        Markup html = page.Markup;
        html.Begin("div", "class", "scroll");
        html.Begin("table");
        html.Begin("thead");
        html.Begin("tr");
        bool[] right = [.. _columns.Select((_, column) => IsNumeric(column))];
        for (int column = 0; column < _columns.Length; column++)
        {
            html.Raw($"<th scope=\"col\"{(right[column] ? " class=\"number\"" : "")}>{InlineMarkup.Html(_columns[column].Title)}</th>\n");
        }

        html.End();
        html.End();
        html.Begin("tbody");
        foreach (object?[] row in _rows)
        {
            html.Begin("tr");
            for (int column = 0; column < row.Length; column++)
            {
                html.Raw($"<td{(right[column] ? " class=\"number\"" : "")}>{InlineMarkup.Html(Text(row[column], _columns[column].Format))}</td>\n");
            }

            html.End();
        }

        html.End();
        html.End();
        html.End();
        page.EndFigure(Caption);
    }

    private static bool IsNumber(object? cell) =>
        cell is double or float or Half or decimal or int or long or uint or ulong or short or ushort or byte or sbyte;

    private static string Text(object? cell, string? format) => cell switch
    {
        null => "",
        double or float or Half when !double.IsFinite(Number(cell)) => double.IsNaN(Number(cell)) ? "–" : Invariant.Value(Number(cell)),
        IFormattable number when IsNumber(cell) && format is not null => Invariant.Signed(number.ToString(format, CultureInfo.InvariantCulture)),
        IFormattable number when IsNumber(cell) => cell is double or float or Half or decimal
            ? Invariant.Value(Number(cell))
            : Invariant.Signed(number.ToString("#,0", CultureInfo.InvariantCulture)),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static double Number(object cell) => cell is Half half ? (double)half : Convert.ToDouble(cell, CultureInfo.InvariantCulture);

    private bool IsNumeric(int column) =>
        _rows.Exists(row => IsNumber(row[column])) && _rows.TrueForAll(row => row[column] is null || IsNumber(row[column]) || IsShort(row[column]));

    // A word in place of a number, such as "diverged", stands where the number would.
    private static bool IsShort(object? cell) => cell is string { Length: <= 24 };

    private Csv Data()
    {
        var csv = new Csv([.. _columns.Select(static column => InlineMarkup.Plain(column.Title))]);
        foreach (object?[] row in _rows)
        {
            foreach (object? cell in row)
            {
                _ = cell switch
                {
                    double or Half => csv.Field(Number(cell)),
                    float single => csv.Field(single.ToString("R", CultureInfo.InvariantCulture)),
                    IFormattable value => csv.Field(value.ToString(null, CultureInfo.InvariantCulture)),
                    _ => csv.Field(InlineMarkup.Plain(Text(cell, null))),
                };
            }

            csv.EndRow();
        }

        return csv;
    }
}
