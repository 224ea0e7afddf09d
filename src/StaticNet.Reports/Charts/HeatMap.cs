using System.Globalization;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>A table of values as colours, with the values where there is room. Cells without a number are left grey.</summary>
public class HeatMap : Chart
{
    private const int MostCells = 1200;
    private const double ValueSize = 11;

    private static readonly double[] _barHeights = [80, 120, 160, 240, 320, 480];

    /// <summary>A heat map.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="values">The values, rows from top to bottom, columns from left to right.</param>
    /// <param name="rows">Names of the rows, or null for numbers from 0.</param>
    /// <param name="columns">Names of the columns, or null for numbers from 0.</param>
    /// <exception cref="ArgumentException">There are not as many names as rows or columns.</exception>
    public HeatMap(string title, double[,] values, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = (double[,])values.Clone();
        Rows = Names(rows, values.GetLength(0), "rows");
        Columns = Names(columns, values.GetLength(1), "columns");
    }

    /// <summary>What the rows stand for.</summary>
    public string RowTitle { get; init; } = "";

    /// <summary>What the columns stand for.</summary>
    public string ColumnTitle { get; init; } = "";

    /// <summary>What the values measure.</summary>
    public Axis Value { get; init; } = new();

    /// <summary>The colours.</summary>
    public ColorMap Map { get; init; } = ColorMap.Viridis;

    private protected double[,] Values { get; }

    private protected string[] Rows { get; }

    private protected string[] Columns { get; }

    /// <summary>What decides a cell's colour.</summary>
    private protected virtual double[,] Colored => Values;

    /// <summary>Highest cells, in pixels.</summary>
    private protected virtual double MostHeight => 40;

    /// <summary>Widest cells, in pixels.</summary>
    private protected virtual double MostWidth => 84;

    internal override void Check() => Value.Check("The axis of values");

    internal override Csv Data()
    {
        var csv = new Csv(
            RowTitle.Length > 0 ? RowTitle : "row", ColumnTitle.Length > 0 ? ColumnTitle : "column", Value.Title.Length > 0 ? Value.Title : "value");
        for (int row = 0; row < Rows.Length; row++)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                csv.Field(Rows[row]).Field(Columns[column]).Field(Values[row, column]).EndRow();
            }
        }

        return csv;
    }

    internal override string Describe()
    {
        double[] finite = [.. Values.Cast<double>().Where(double.IsFinite)];
        string range = finite.Length == 0 ? "no values" : $"values from {Value.Text(finite.Min())} to {Value.Text(finite.Max())}";
        string rows = RowTitle.Length > 0 ? $" ({RowTitle})" : "";
        string columns = ColumnTitle.Length > 0 ? $" ({ColumnTitle})" : "";
        return $"Heat map of {Rows.Length} rows{rows} and {Columns.Length} columns{columns}, {range}.";
    }

    internal override Picture Draw(double width)
    {
        var svg = new Markup();
        if (Rows.Length == 0 || Columns.Length == 0)
        {
            svg.Label(width / 2, 30, "no data", "title", Anchor.Middle);
            return new Picture(width, 50, svg);
        }

        bool isTitled = RowTitle.Length > 0 || ValueTitle.Length > 0;
        double top = isTitled ? 28 : 10;
        string[] rows = [.. Rows.Select(name => TextWidth.Shorten(name, FontSize, width * 0.3))];
        double left = rows.Max(static name => TextWidth.Of(name, FontSize)) + 8;
        var colors = new ColorScale(Map, Colored.Cast<double>(), ColorAxis, round: false);

        // How wide the bar is depends on how high it is, which depends on the cells, which take what the bar leaves.
        double barWidth = HasColorBar ? _barHeights.Max(height => new ColorBar(colors, top, top + height).Width) : 2;
        double right = width - barWidth;
        double cellWidth = Math.Min((right - left) / Columns.Length, Rows.Length == 1 ? 200 : Math.Max(MostWidth, 560.0 / Columns.Length));
        var labels = new CategoryLabels(Columns, cellWidth);
        left = Math.Min(Math.Max(left, labels.Reach - (cellWidth / 2) + 4), width / 2);
        cellWidth = Math.Min(cellWidth, (right - left) / Columns.Length);
        double cellHeight = Math.Min(Math.Max(cellWidth, 18), Math.Max(MostHeight, 120.0 / Rows.Length));
        if (Rows.Length * cellHeight > 480)
        {
            cellHeight = Math.Max(480.0 / Rows.Length, 1);
        }

        right = left + (cellWidth * Columns.Length);
        double bottom = top + (cellHeight * Rows.Length);
        var frame = new Frame(new Scale(0, Columns.Length, false, left, right), new Scale(Rows.Length, 0, false, bottom, top));
        bool isImage = Rows.Length * Columns.Length > MostCells;
        svg.Begin("g", "class", isImage ? "marks" : "marks cells");
        if (isImage)
        {
            DrawImage(svg, frame, colors);
        }
        else
        {
            DrawCells(svg, frame, colors, cellWidth, cellHeight);
        }

        svg.End();
        DrawRowNames(svg, rows, frame, cellHeight);
        labels.Draw(svg, i => frame.X.Map(i + 0.5), bottom + 6);
        double below = labels.Height + 10;
        if (RowTitle.Length > 0)
        {
            svg.Label(0, 13, TextWidth.Shorten(RowTitle, FontSize, width * 0.55), "title");
        }

        if (HasColorBar)
        {
            var bar = new ColorBar(colors, top, Math.Max(bottom, top + 80));
            bar.Draw(svg, right);
            svg.Label(
                Math.Min(width, Math.Max(right + bar.Width, TextWidth.Of(ValueTitle, FontSize))), 13, TextWidth.Shorten(ValueTitle, FontSize, width * 0.42),
                "title", Anchor.End);
        }

        if (ColumnTitle.Length > 0)
        {
            below += 18;
            svg.Label((left + right) / 2, bottom + below - 4, TextWidth.Shorten(ColumnTitle, FontSize, width - left), "title", Anchor.Middle);
        }

        return new Picture(width, Math.Max(bottom + below, HasColorBar ? top + 90 : 0), svg, isImage ? frame : null, isImage ? Json() : null);
    }

    /// <summary>What the colours measure.</summary>
    private protected virtual Axis ColorAxis => Value;

    private protected virtual bool HasColorBar => true;

    private protected virtual string ValueTitle => Value.Title;

    /// <summary>What stands in a cell.</summary>
    private protected virtual string CellText(int row, int column) => Shortest(Values[row, column]);

    /// <summary>What a cell says when pointed at.</summary>
    private protected virtual string CellTitle(int row, int column) =>
        $"{Named(RowTitle, Rows[row])}, {Named(ColumnTitle, Columns[column])}: {Value.Text(Values[row, column])}";

    private protected static string Named(string title, string name) => title.Length > 0 ? $"{title} {name}" : name;

    /// <summary>Attributes that fill a cell.</summary>
    private protected virtual string[] Fill(int row, int column, ColorScale colors) =>
        colors.Of(Colored[row, column]) is { } color ? ["fill", color.ToString()] : ["class", "void"];

    /// <summary>The style of the text in a cell.</summary>
    private protected virtual string TextStyle(int row, int column, ColorScale colors) =>
        colors.Of(Colored[row, column]) is { } color ? (color.IsDark ? "value onDark" : "value onLight") : "value";

    private static string[] Names(IEnumerable<string>? names, int count, string what)
    {
        string[] list = names is null ? [.. Enumerable.Range(0, count).Select(static i => Invariant.RoundTrip(i))] : [.. names];
        return list.Length == count ? list : throw new ArgumentException($"There are {list.Length} names of {what}; expected {count}.", what);
    }

    private void DrawCells(Markup svg, Frame frame, ColorScale colors, double width, double height)
    {
        double gap = Math.Min(width, height) >= 12 ? 1 : 0;
        var texts = new string[Rows.Length, Columns.Length];
        bool hasText = height >= 16;
        for (int row = 0; row < Rows.Length; row++)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                texts[row, column] = CellText(row, column);
                hasText &= TextWidth.Of(texts[row, column], ValueSize) <= width - 3;
            }
        }

        for (int row = 0; row < Rows.Length; row++)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                (double x, double y) = (frame.X.Map(column), frame.Y.Map(row));
                string title = CellTitle(row, column);
                svg.Titled(
                    "rect", title, [.. Fill(row, column, colors), "x", Invariant.Coordinate(x + (gap / 2)), "y", Invariant.Coordinate(y + (gap / 2)),
                    "width", Invariant.Coordinate(width - gap), "height", Invariant.Coordinate(height - gap)]);
                if (hasText && texts[row, column].Length > 0)
                {
                    svg.Label(x + (width / 2), y + (height / 2) + 4, texts[row, column], TextStyle(row, column, colors), Anchor.Middle);
                }
            }
        }
    }

    private void DrawImage(Markup svg, Frame frame, ColorScale colors)
    {
        svg.Empty(
            "image", "class", "pixels", "x", Invariant.Coordinate(frame.Left), "y", Invariant.Coordinate(frame.Top), "width", Invariant.Coordinate(frame.Width),
            "height", Invariant.Coordinate(frame.Height), "preserveAspectRatio", "none",
            "href", Png.Address(Columns.Length, Rows.Length, (column, row) => colors.Of(Colored[row, column])));
    }

    private static void DrawRowNames(Markup svg, string[] rows, Frame frame, double height)
    {
        int every = (int)Math.Ceiling(18 / height);
        svg.Begin("g", "class", "axis y");
        for (int row = 0; row < rows.Length; row += every)
        {
            svg.Label(frame.Left - 8, frame.Y.Map(row + 0.5) + 4, rows[row], "tick", Anchor.End);
        }

        svg.End();
    }

    private string Json() => "{\"kind\":\"grid\","
        + $"\"rows\":[{string.Join(',', Rows.Select(HoverJson.Text))}],\"columns\":[{string.Join(',', Columns.Select(HoverJson.Text))}],"
        + $"\"rowTitle\":{HoverJson.Text(RowTitle)},\"columnTitle\":{HoverJson.Text(ColumnTitle)},\"value\":{HoverJson.Axis(Value, "value")},"
        + $"\"values\":{HoverJson.Numbers(Values.Cast<double>())}}}";

    private string Shortest(double value)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        if (Value.Percent && Math.Abs(value) < 1000)
        {
            return Invariant.Signed((value * 100).ToString("0.0", CultureInfo.InvariantCulture));
        }

        double size = Math.Abs(value);
        if (size is >= 1e5 or (> 0 and < 1e-3))
        {
            return Ticks.Brief(value);
        }

        string format = size >= 100 || value == Math.Round(value) ? "0" : size >= 10 ? "0.0" : size >= 1 ? "0.00" : "0.000";
        return Invariant.Signed(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
