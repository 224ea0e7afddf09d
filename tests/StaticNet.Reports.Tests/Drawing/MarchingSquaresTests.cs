using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class MarchingSquaresTests
{
    [Fact]
    public void Of_a_plane_the_lines_are_straight()
    {
        double[,] plane = Grid(9, 13, static (column, row) => (2 * column) + (3 * row));
        List<(double Column, double Row)> line = Assert.Single(MarchingSquares.Lines(plane, 17.3));
        Assert.All(line, static point => Assert.Equal(17.3, (2 * point.Column) + (3 * point.Row), 9));
        double[] ends = [line[0].Column, line[^1].Column];
        Assert.Equal(0, ends.Min(), 9);
        Assert.Equal(17.3 / 2, ends.Max(), 9);
    }

    [Fact]
    public void Of_a_cone_the_lines_are_closed_circles()
    {
        double[,] cone = Grid(41, 41, static (column, row) => Math.Sqrt(((column - 20) * (column - 20)) + ((row - 20) * (row - 20))));
        List<(double Column, double Row)> line = Assert.Single(MarchingSquares.Lines(cone, 12.5));
        Assert.Equal(line[0], line[^1]);
        Assert.True(line.Count > 60);
        Assert.All(line, static point => Assert.Equal(12.5, Math.Sqrt(Math.Pow(point.Column - 20, 2) + Math.Pow(point.Row - 20, 2)), 0.02));
    }

    [Fact]
    public void Two_hills_have_two_lines()
    {
        double[,] hills = Grid(20, 40, static (column, row) => Math.Max(Hill(column - 10, row - 10), Hill(column - 30, row - 10)));
        Assert.Equal(2, MarchingSquares.Lines(hills, 0.5).Count);
        Assert.All(MarchingSquares.Lines(hills, 0.5), static line => Assert.Equal(line[0], line[^1]));
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    public void A_saddle_is_settled_by_its_middle(double level, bool highCornersMeet)
    {
        List<List<(double Column, double Row)>> lines = MarchingSquares.Lines(new double[,] { { 1, 0 }, { 0, 1 } }, level);
        Assert.Equal(2, lines.Count);

        // Where the high corners, upper left and lower right, meet, lines cut off the low ones.
        Assert.All(lines, line => Assert.Equal(highCornersMeet, (line[0].Column - 0.5) * (line[0].Row - 0.5) < 0 || SameSide(line)));
    }

    [Fact]
    public void There_is_no_line_next_to_what_is_no_number()
    {
        double[,] plane = Grid(5, 5, static (column, _) => column);
        plane[2, 2] = double.NaN;
        List<List<(double Column, double Row)>> lines = MarchingSquares.Lines(plane, 1.5);
        Assert.Equal(2, lines.Count);
        Assert.DoesNotContain(lines.SelectMany(static line => line), static point => point.Row is > 1 and < 3);
    }

    [Fact]
    public void Outside_of_the_range_there_is_nothing() => Assert.Empty(MarchingSquares.Lines(Grid(4, 4, static (column, row) => column + row), 99));

    private static bool SameSide(List<(double Column, double Row)> line)
    {
        (double column, double row) = ((line[0].Column + line[^1].Column) / 2, (line[0].Row + line[^1].Row) / 2);
        return (column - 0.5) * (row - 0.5) < 0;
    }

    private static double Hill(double x, double y) => Math.Exp(-((x * x) + (y * y)) / 20);

    private static double[,] Grid(int rows, int columns, Func<double, double, double> value)
    {
        var grid = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                grid[row, column] = value(column, row);
            }
        }

        return grid;
    }
}
