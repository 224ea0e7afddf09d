namespace StaticNet.Reports.Tests;

public sealed class ChartTests
{
    [Fact]
    public void Parts_that_do_not_fit_are_named()
    {
        Assert.Equal("'a' has 2 values of x and 1 of y; expected as many of both. (Parameter 'y')", Message(static () => new Line("a", [1, 2], [1])));
        Assert.Equal("'a' has 1 values of x and 2 of y; expected as many of both. (Parameter 'y')", Message(static () => new Points("a", [1], [1, 2])));
        Assert.Equal(
            "'a' has 1 values of x, 1 lower, 2 middle and 1 upper ones; expected as many of each.", Message(static () => new Band("a", [1], [1], [1, 2], [1])));
        Assert.Equal("'a' has 1 values; expected 2, one a category. (Parameter 'bars')", Message(static () => new BarChart("t", ["x", "y"]).Add("a", [1])));
        Assert.Equal(
            "'a' has 1 values, 1 lower and 0 upper ends; expected as many of each, or no ends.", Message(static () => new Bars("a", [1], lower: [0])));
        Assert.Equal("There are 1 names of rows; expected 2. (Parameter 'rows')", Message(static () => new HeatMap("t", new double[2, 2], ["a"])));
        Assert.Equal(
            "Place 1 of the columns is 0; expected a number above the one before. (Parameter 'x')",
            Message(static () => new ContourChart("t", [0, 0], [0, 1], new double[2, 2])));
        Assert.Equal(
            "There are 3 places for 2 rows of values; expected as many, and at least 2. (Parameter 'y')",
            Message(static () => new ContourChart("t", [0, 1], [0, 1, 2], new double[2, 2])));
        Assert.Equal(
            "The X axis is logarithmic and begins at 0; expected numbers above 0.",
            Message(static () => new ContourChart("t", [0, 1], [0, 1], new double[2, 2]) { X = new Axis { Logarithmic = true } }.ToSvg()));
        Assert.Equal("The picture has 3 values; expected 2 x 2. (Parameter 'values')", Message(static () => new GridImage([1, 2, 3], 2, 2)));
        Assert.Equal(
            "The matrix has 1 rows and 2 columns; expected as many of both. (Parameter 'counts')",
            Message(static () => new ConfusionMatrix("t", new int[1, 2])));
        Assert.Equal(
            "'b' takes its input from 'c'; expected the name of a step above it. (Parameter 'steps')",
            Message(static () => new FlowDiagram("t", [new FlowStep("a", "A"), new FlowStep("b", "B") { From = ["c"] }])));
        Assert.Equal("The row has 1 cells; expected 2, one a column. (Parameter 'cells')", Message(static () => new Table("a", "b").Add(1)));
        Assert.Equal(
            "The Y axis begins at 0; expected a number above 0, since it is logarithmic.",
            Message(static () => new LineChart("t") { Y = new Axis { Logarithmic = true, Minimum = 0 } }.ToSvg()));
    }

    [Fact]
    public void Percentiles_lie_between_the_nearest_values()
    {
        Band band = Band.OfPercentiles("p", [1, 2, 3], [[4, 1, 3, 2], [7, double.NaN], []], 25, 50, 100);
        Assert.Equal([1.75, 7, double.NaN], band.Lower);
        Assert.Equal([2.5, 7, double.NaN], band.Middle);
        Assert.Equal([4, 7, double.NaN], band.Upper);
    }

    [Fact]
    public void A_histogram_counts_every_value_once()
    {
        var random = new Random(7);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => Math.Pow(random.NextDouble(), 3) * 100), 0, 100, double.NaN, double.NegativeInfinity];
        foreach (int bins in new[] { 0, 1, 7, 50 })
        {
            Histogram histogram = new Histogram("t") { Bins = bins }.Add("v", values);
            string[][] rows = [.. histogram.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static row => row.Split(','))];
            Assert.Equal(values.Length - 2, rows.Sum(static row => int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Equal(rows[..^1].Select(static row => row[1]), rows[1..].Select(static row => row[0]));
        }

        Assert.Contains("5,002 values, 2 more cannot be drawn.", new Histogram("t").Add("v", values).Describe(), StringComparison.Ordinal);
        Assert.Equal("from,to,v\r\n2.85,3.15,3\r\n", new Histogram("t").Add("v", [3, 3, 3]).ToCsv());
    }

    [Fact]
    public void Values_beyond_a_fixed_axis_are_cut_off()
    {
        string svg = new LineChart("t") { Y = new Axis { Minimum = 0, Maximum = 1 } }.Add("a", [0.5, 1e308, 0.5]).ToSvg();
        Assert.Contains("class=\"line\"", svg, StringComparison.Ordinal);
        Assert.Equal(2, svg.Split("class=\"mark\"").Length - 2);
    }

    [Fact]
    public void Every_chart_says_what_it_shows()
    {
        Assert.Equal(
            "Line chart. epoch from 1 to 3; accuracy from 50 % to 97.5 %. a: from 50 % to 97.5 %.",
            new LineChart("t") { X = "epoch", Y = new Axis("accuracy") { Percent = true } }.Add("a", [0.5, double.NaN, 0.975]).Describe());
        Assert.Equal(
            "Confusion matrix of 2 classes. 17 of 20 right, 85 %. Most frequent mistakes: no taken for yes, 2 times; yes taken for no, 1 times.",
            new ConfusionMatrix("t", new[,] { { 8, 2 }, { 1, 9 } }, ["no", "yes"]).Describe());
        Assert.Equal(
            "Heat map of 1 rows and 2 columns (rate), values from 1 to 2.",
            new HeatMap("t", new double[,] { { 1, 2 } }) { ColumnTitle = "rate" }.Describe());
    }

    private static string Message(Func<object> code) => Assert.ThrowsAny<ArgumentException>(code).Message;
}
