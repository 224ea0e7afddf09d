using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class ThinningTests
{
    [Fact]
    public void Of_a_column_of_pixels_the_ends_and_the_extremes_remain()
    {
        Assert.Equal([0, 2, 3, 5, 6], Thinning.Columns([0, 0.2, 0.4, 0.6, 0.7, 0.9, 1.5], [5, 6, 9, 1, 2, 4, 7]));
    }

    [Fact]
    public void A_hundred_thousand_points_keep_their_peaks()
    {
        const int Count = 100_000;
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, Count).Select(static i => i * 700.0 / Count)];
        double[] y = [.. Enumerable.Range(0, Count).Select(_ => random.NextDouble())];
        y[54_321] = 50;
        y[54_322] = -50;
        List<int> kept = Thinning.Columns(x, y);
        Assert.InRange(kept.Count, 1400, 2800);
        Assert.Contains(54_321, kept);
        Assert.Contains(54_322, kept);
        Assert.Contains(0, kept);
        Assert.Contains(Count - 1, kept);
        Assert.Equal(kept.Order(), kept);
        foreach (IGrouping<double, int> column in Enumerable.Range(0, Count).GroupBy(i => Math.Floor(x[i])))
        {
            IEnumerable<double> left = kept.Where(i => Math.Floor(x[i]) == column.Key).Select(i => y[i]);
            Assert.Equal(column.Max(i => y[i]), left.Max());
            Assert.Equal(column.Min(i => y[i]), left.Min());
        }
    }

    [Fact]
    public void Gaps_remain_gaps()
    {
        double[] y = [1, 2, double.NaN, double.NaN, 3, double.NaN];
        Assert.Equal([0, 1, 2, 4, 5], Thinning.Columns([0, 0.1, 0.2, 0.3, 0.4, 0.5], y));
    }

    [Fact]
    public void Of_a_cloud_one_point_a_square_remains()
    {
        Assert.Equal([0, 2, 4], Thinning.Squares([0, 0.5, 3, double.NaN, -0.5], [0, 0.5, 0, 0, 0], 1));
    }

    [Fact]
    public void Paths_break_at_gaps_and_end_at_the_frame()
    {
        var frame = new Frame(new Scale(0, 1, false, 0, 100), new Scale(0, 1, false, 50, 0));
        Assert.Equal("M0,0L10,10M30,30h0M50,50L60,40", Path(frame, (0, 0), (10, 10), (double.NaN, 0), (30, 30), (40, double.NaN), (50, 50), (60, 40)));
        Assert.Equal("M0,25L50,0", Path(frame, (-50, 50), (100, -25)));
        Assert.Equal("M10,10L10,50M20,50L20,20", Path(frame, (10, 10), (10, 90), (20, 90), (20, 20)));
        Assert.Equal("M0,50L100,0", Path(frame, (-1e7, 50 + (1e7 / 2)), (1e7, -(1e7 / 2) + 50)));
        Assert.Equal("", Path(frame, (-10, -10), (200, -10), (200, 90)));
        Assert.Equal("M20,20h0", Path(frame, (20, 20)));
    }

    private static string Path(Frame frame, params (double X, double Y)[] points)
    {
        var path = new PathBuilder(frame);
        foreach ((double x, double y) in points)
        {
            path.LineTo(x, y);
        }

        return path.ToString();
    }
}
