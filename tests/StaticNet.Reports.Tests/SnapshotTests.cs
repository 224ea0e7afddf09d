namespace StaticNet.Reports.Tests;

/// <summary>
/// Small pictures compared with approved files, which may be opened in a browser. <c>STATICNET_APPROVE=1</c> rewrites them, and those of the guide.
/// </summary>
public sealed class SnapshotTests
{
    private static readonly bool _approves = Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1";

    [Fact]
    public void A_line_chart_is_drawn_as_approved() => Compare(
        ["tests", "StaticNet.Reports.Tests", "Snapshots", "LineChart.svg"],
        new LineChart("Loss") { X = "epoch", Y = "loss" }.Add("with", [2, 1, 0.5, 0.25]).Add("without", [2, 1.5, double.NaN, 0.75]).ToSvg(400));

    [Fact]
    public void A_bar_chart_is_drawn_as_approved() => Compare(
        ["tests", "StaticNet.Reports.Tests", "Snapshots", "BarChart.svg"],
        new BarChart("Accuracy", ["small", "large"]) { Y = new Axis("accuracy") { Percent = true } }
            .Add("a", [0.9, 0.95], [0.88, 0.94], [0.93, 0.96]).Add("b", [0.5, double.NaN]).ToSvg(400));

    [Fact]
    public void A_heat_map_is_drawn_as_approved() => Compare(
        ["tests", "StaticNet.Reports.Tests", "Snapshots", "HeatMap.svg"],
        new HeatMap("Sweep", new[,] { { 0.1, 0.5 }, { 0.9, double.NaN } }, ["2", "32"], ["0.01", "1"])
        {
            RowTitle = "batch",
            ColumnTitle = "rate",
            Value = "accuracy",
        }
        .ToSvg(400));

    [Fact]
    public void The_pictures_of_the_guide_are_up_to_date()
    {
        Compare(["docs", "pictures", "curves.svg"], Demo.Curves().ToSvg());
        Compare(["docs", "pictures", "sweep.svg"], Demo.Sweep().ToSvg());
    }

    private static void Compare(string[] path, string picture)
    {
        string file = RepositoryFolder.Path(path);
        if (_approves)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, picture);
        }

        Assert.True(File.Exists(file), $"There is no {string.Join('/', path)}; STATICNET_APPROVE=1 writes it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), picture);
    }
}
