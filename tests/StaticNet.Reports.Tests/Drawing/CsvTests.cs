using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class CsvTests
{
    [Fact]
    public void Fields_are_quoted_where_they_have_to_be()
    {
        var csv = new Csv("name", "with, comma");
        csv.Field("say \"no\"").Field(0.1).EndRow();
        csv.Field("").Field("two\nlines").EndRow();
        csv.Field(" blank ").Field(double.NaN).EndRow();
        csv.Field(-5L).Field(1e-300).EndRow();
        Assert.Equal(
            "name,\"with, comma\"\r\n\"say \"\"no\"\"\",0.1\r\n,\"two\nlines\"\r\n\" blank \",NaN\r\n-5,1E-300\r\n", csv.ToString());
    }

    [Fact]
    public void The_address_holds_the_same_text()
    {
        var csv = new Csv("α, \"β\"", "100 % & <b>#?");
        csv.Field("𝛾").Field(1.5).EndRow();
        Assert.StartsWith("data:text/csv;charset=utf-8,", csv.Address, StringComparison.Ordinal);
        Assert.Equal(csv.ToString(), Uri.UnescapeDataString(csv.Address[(csv.Address.IndexOf(',') + 1)..]));
        Assert.DoesNotContain(csv.Address, static character => character is > '~' or '"' or '<' or '&' or '#' or ' ' or '\n');
    }

    [Fact]
    public void Lines_that_share_their_places_are_columns()
    {
        LineChart chart = new LineChart("t") { X = "epoch" }.Add("a", [1, 2], [0.5, double.NaN]).Add("b", [1, 2], [0.25, 4]);
        Assert.Equal("epoch,a,b\r\n1,0.5,0.25\r\n2,NaN,4\r\n", chart.ToCsv());
        chart.Add("c", [3], [9]);
        Assert.StartsWith("series,epoch,y\r\na,1,0.5\r\n", chart.ToCsv(), StringComparison.Ordinal);
        Assert.EndsWith("c,3,9\r\n", chart.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_charts_have_their_data_too()
    {
        Assert.Equal(
            "step,p lower,p,p upper\r\n0,1,2,3\r\n", new LineChart("t") { X = "step" }.Add(new Band("p", [0], [1], [2], [3])).ToCsv());
        Assert.Equal(
            "category,a,a lower,a upper,b\r\nx,1,0.5,2,7\r\n", new BarChart("t", ["x"]).Add("a", [1], [0.5], [2]).Add("b", [7]).ToCsv());
        Assert.Equal("series,x,y\r\ncloud,1,2\r\n", new ScatterChart("t").Add("cloud", [1], [2]).ToCsv());
        Assert.Equal("from,to,v\r\n0,2,3\r\n2,4,1\r\n", new Histogram("t") { Bins = 2 }.Add("v", [0, 1, 1.5, 4]).ToCsv());
        Assert.Equal("row,column,value\r\nr,0,1\r\nr,1,2\r\n", new HeatMap("t", new double[,] { { 1, 2 } }, ["r"]).ToCsv());
        Assert.Equal("caption,width,height,0,1\r\nc,2,1,0.5,1\r\n", new ImageGrid("t", [new GridImage([0.5f, 1], 2, 1, "c")]).ToCsv());
        Assert.Equal(
            "series,x,y,value\r\nsurface,0,0,1\r\nsurface,1,0,2\r\nsurface,0,1,3\r\nsurface,1,1,4\r\np,0.5,0.5,\r\n",
            new ContourChart("t", [0, 1], [0, 1], new double[,] { { 1, 2 }, { 3, 4 } }).AddPath("p", [0.5], [0.5]).ToCsv());
        Assert.Equal(
            "a,b\r\nbold,0.1\r\n,12\r\n", new Table("a", new TableColumn("b", "0.00")).Add("**bold**", 0.1f).Add(null, 12).ToCsv());
    }
}
