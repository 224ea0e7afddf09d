using System.Globalization;
using StaticNet.Reports.Drawing;
using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>
/// How often each class was taken for each: right answers blue, mistakes orange, stronger the larger their share of the class. Below it, if
/// there are any to show, the worst mistakes as pictures.
/// </summary>
public sealed class ConfusionMatrix : HeatMap
{
    private readonly double[] _totals;

    /// <summary>A confusion matrix.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="counts">How often, <c>[actual, predicted]</c>: as many rows as columns.</param>
    /// <param name="classes">Names of the classes, or null for numbers from 0.</param>
    /// <exception cref="ArgumentException">The matrix is not square, or there are not as many names as rows.</exception>
    public ConfusionMatrix(string title, int[,] counts, IEnumerable<string>? classes = null)
        : this(title, Square(counts), classes?.ToArray())
    {
    }

    private ConfusionMatrix(string title, double[,] counts, string[]? classes)
        : base(title, counts, classes, classes)
    {
        RowTitle = "actual";
        ColumnTitle = "predicted";
        _totals = [.. Enumerable.Range(0, Rows.Length).Select(row => Enumerable.Range(0, Columns.Length).Sum(column => counts[row, column]))];
    }

    /// <summary>The worst mistakes, each with a caption that says what it is and what it was taken for.</summary>
    public IReadOnlyList<GridImage> Mistakes { get; init; } = [];

    /// <summary>What stands above the mistakes.</summary>
    public string MistakesTitle { get; init; } = "The worst mistakes";

    private protected override double MostWidth => 52;

    private protected override double MostHeight => 36;

    private protected override bool HasColorBar => false;

    internal override string Describe()
    {
        double all = _totals.Sum();
        double right = Enumerable.Range(0, Rows.Length).Sum(i => Values[i, i]);
        IEnumerable<(int Actual, int Predicted, double Count)> cells = Enumerable.Range(0, Rows.Length)
            .SelectMany(actual => Enumerable.Range(0, Columns.Length).Select(predicted => (actual, predicted, Values[actual, predicted])));
        IEnumerable<string> worst = cells.Where(static cell => cell.Actual != cell.Predicted && cell.Count > 0)
            .OrderByDescending(static cell => cell.Count).Take(5)
            .Select(cell => $"{Rows[cell.Actual]} taken for {Columns[cell.Predicted]}, {Invariant.Value(cell.Count)} times");
        string mistakes = string.Join("; ", worst);
        string share = all > 0 ? $", {Invariant.PercentValue(right / all)}" : "";
        return $"Confusion matrix of {Rows.Length} classes. {Invariant.Value(right)} of {Invariant.Value(all)} right{share}."
            + (mistakes.Length > 0 ? $" Most frequent mistakes: {mistakes}." : "");
    }

    private protected override string CellText(int row, int column) =>
        Values[row, column] switch
        {
            0 => "",
            >= 1e5 => Ticks.Brief(Values[row, column]),
            _ => Values[row, column].ToString("0", CultureInfo.InvariantCulture),
        };

    private protected override string CellTitle(int row, int column)
    {
        string count = $"{Invariant.Value(Values[row, column])} of {Invariant.Value(_totals[row])}";
        string share = _totals[row] > 0 ? $" ({Invariant.PercentValue(Share(row, column))})" : "";
        return row == column ? $"{Rows[row]} recognised: {count}{share}" : $"{Rows[row]} taken for {Columns[column]}: {count}{share}";
    }

    private protected override string[] Fill(int row, int column, ColorScale colors) =>
        Values[row, column] == 0
            ? ["class", "blank"]
            : ["class", $"share {Shape.ColorClass(row == column ? 0 : 1)}", "fill-opacity", Invariant.Coordinate(Opacity(row, column))];

    private protected override string TextStyle(int row, int column, ColorScale colors) => Opacity(row, column) > 0.6 ? "value onColor" : "value";

    private protected override void WriteRest(PageWriter page)
    {
        if (Mistakes.Count > 0)
        {
            page.Markup.Element("p", MistakesTitle, "class", "subtitle-small");
            new ImageGrid("", Mistakes).WritePictures(page);
        }
    }

    private static double[,] Square(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int classes = counts.GetLength(0);
        if (counts.GetLength(1) != classes)
        {
            throw new ArgumentException($"The matrix has {classes} rows and {counts.GetLength(1)} columns; expected as many of both.", nameof(counts));
        }

        var values = new double[classes, classes];
        for (int row = 0; row < classes; row++)
        {
            for (int column = 0; column < classes; column++)
            {
                values[row, column] = counts[row, column] >= 0
                    ? counts[row, column]
                    : throw new ArgumentException($"Count [{row}, {column}] is {counts[row, column]}; expected 0 or more.", nameof(counts));
            }
        }

        return values;
    }

    private double Share(int row, int column) => _totals[row] > 0 ? Values[row, column] / _totals[row] : 0;

    // Mistakes are rare where a network is any good: the root makes them visible.
    private double Opacity(int row, int column) => Values[row, column] == 0 ? 0 : 0.08 + (0.92 * Math.Sqrt(Share(row, column)));
}
