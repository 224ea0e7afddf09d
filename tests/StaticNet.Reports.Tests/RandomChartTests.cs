using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StaticNet.Reports.Tests;

public sealed class RandomChartTests
{
    private static readonly double[] _awkward =
    [
        0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, 1e-300, 1e300,
        1e15, 0.1,
    ];

    private static readonly string[] _coordinates = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "d", "transform", "fill-opacity"];

    private static readonly double[] _widths = [240, 260, 360, 800, 2000];

    [Fact]
    public void Whatever_the_data_the_picture_is_well_formed()
    {
        var faults = new List<string>();
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            Chart chart = Draw(random);
            string name = $"seed {seed}, {chart.GetType().Name}";
            try
            {
                var picture = XElement.Parse(chart.ToSvg(_widths[random.Next(_widths.Length)]));
                Match fault = Regex.Match(string.Join(' ', Coordinates(picture)), ".{0,40}(NaN|∞|Infinity|E[+-]).{0,40}");
                if (fault.Success || Sizes(picture).Any(static size => size < 0))
                {
                    faults.Add($"{name}: {fault.Value}");
                }
            }
            catch (Exception exception)
            {
                faults.Add($"{name}: {exception}");
            }

            Assert.EndsWith("\r\n", chart.ToCsv(), StringComparison.Ordinal);
            Assert.NotEmpty(chart.Describe());
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<string> Coordinates(XElement picture) => picture.Descendants().Attributes()
        .Where(static attribute => _coordinates.Contains(attribute.Name.LocalName)).Select(static attribute => attribute.Value);

    private static IEnumerable<double> Sizes(XElement picture) => picture.Descendants().Attributes()
        .Where(static attribute => attribute.Name.LocalName is "width" or "height")
        .Select(static attribute => double.Parse(attribute.Value, System.Globalization.CultureInfo.InvariantCulture));

    private static Chart Draw(Random random)
    {
        int kind = random.Next(8);
        var x = new Axis("x") { Logarithmic = random.Next(3) == 0, Percent = random.Next(5) == 0 };
        var y = new Axis("y") { Logarithmic = random.Next(3) == 0, Percent = random.Next(5) == 0, Minimum = random.Next(5) == 0 ? 0.25 : null };
        int count = random.Next(4) == 0 ? random.Next(3) : random.Next(120);
        string title = random.Next(3) == 0 ? "" : "title";
        switch (kind)
        {
            case 0:
                LineChart lines = new(title) { X = x, Y = y };
                for (int i = random.Next(12); i > 0; i--)
                {
                    lines.Add($"line {i}", Values(random, count), Values(random, count));
                }

                Band band = new("band", Values(random, count), Values(random, count), Values(random, count), Values(random, count));
                return random.Next(2) == 0 ? lines : lines.Add(band);
            case 1:
                return new ScatterChart(title) { X = x, Y = y, EqualScales = random.Next(2) == 0 }
                    .Add("points", Values(random, count * 20), Values(random, count * 20));
            case 2:
                return new BarChart(title, Enumerable.Range(0, count).Select(static i => $"category {i}")) { X = x, Y = y }
                    .Add("a", Values(random, count)).Add("b", Values(random, count), Values(random, count), Values(random, count));
            case 3:
                return new Histogram(title) { X = x, Y = y with { Minimum = null }, Bins = random.Next(30), Shares = random.Next(2) == 0 }
                    .Add("a", Values(random, count)).Add("b", Values(random, count));
            case 4:
                return new HeatMap(title, Grid(random, random.Next(50), random.Next(50))) { Value = y, Map = (ColorMap)random.Next(4), RowTitle = "rows" };
            case 5:
                (int rows, int columns) = (random.Next(2, 20), random.Next(2, 20));
                IEnumerable<double> across = Enumerable.Range(1, columns).Select(static i => i * 0.5);
                IEnumerable<double> down = Enumerable.Range(1, rows).Select(static i => i * 1e6);
                ContourChart contour = new(title, across, down, Grid(random, rows, columns))
                {
                    X = x,
                    Y = y with { Minimum = null },
                    Value = new Axis("value") { Logarithmic = random.Next(2) == 0 },
                };
                return contour.AddPath("path", Values(random, count), Values(random, count));
            case 6:
                RidgeChart ridges = new(title) { X = x with { Logarithmic = false }, RowTitle = "epoch" };
                return ridges.Add("1", Values(random, count)).Add("2", Values(random, count));
            default:
                GridImage[] images = [.. Enumerable.Range(0, random.Next(5)).Select(i => Image(random, $"image {i}"))];
                return new ImageGrid(title, images) { Map = (ColorMap)random.Next(4), SharedScale = random.Next(2) == 0, Value = y };
        }
    }

    private static double[] Values(Random random, int count)
    {
        double scale = Math.Pow(10, random.Next(-20, 20));
        bool isAwkward = random.Next(2) == 0;
        return [.. Enumerable.Range(0, count).Select(_ => Value())];

        double Value() => isAwkward && random.Next(4) == 0 ? _awkward[random.Next(_awkward.Length)] : (random.NextDouble() - 0.3) * scale;
    }

    private static GridImage Image(Random random, string caption) => new([.. Values(random, 12).Select(static v => (float)v)], 3, 4, caption);

    private static double[,] Grid(Random random, int rows, int columns)
    {
        double[] values = Values(random, rows * columns);
        var grid = new double[rows, columns];
        for (int i = 0; i < values.Length; i++)
        {
            grid[i / columns, i % columns] = values[i];
        }

        return grid;
    }
}
