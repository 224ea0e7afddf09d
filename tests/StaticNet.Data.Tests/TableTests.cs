using System.Text;

namespace StaticNet.Data.Tests;

/// <summary>Tables of texts from CSV files and elsewhere.</summary>
public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fields_may_hold_separators_quotation_marks_and_line_breaks()
    {
        Table table = Table.ReadCsv(_folder.Write("t.csv", "\uFEFFname,\"a, \"\"b\"\"\"\r\n\"two\nlines\",1\r\n\r\n plain ,\"x,y\"\r\n"));

        Assert.Equal(["name", "a, \"b\""], table.Columns);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(["two\nlines", "plain"], table["name"]);
        Assert.Equal(["1", "x,y"], table["a, \"b\""]);
    }

    [Fact]
    public void Separator_header_and_encoding_are_to_be_chosen()
    {
        File.WriteAllBytes(_folder.File("t.csv"), Encoding.Latin1.GetBytes("Größe;1\nÄpfel;2\n"));
        var options = new CsvTableOptions { Separator = ';', HasHeader = false, Encoding = Encoding.Latin1 };

        Table table = Table.ReadCsv(_folder.File("t.csv"), options);

        Assert.Equal(["column 1", "column 2"], table.Columns);
        Assert.Equal(["Größe", "Äpfel"], table["column 1"]);
        Refused(() => Table.ReadCsv(_folder.File("t.csv"), options with { Encoding = new CsvTableOptions().Encoding }), "the text is not encoded as utf-8");
        Assert.Equal("column 2", Table.ReadCsv(_folder.Write("pandas.csv", "x,\n1,2\n")).Columns[1]);
    }

    [Fact]
    public void What_is_no_table_is_said()
    {
        Refuses("", "found an empty file");
        Refuses("a,b\n", "expected rows after the header, found none");
        Refuses("a,b\n1,2\n3\n", "line 3: expected 2 fields, found 1");
        Refuses("a,b\n1,2,3\n", "line 2: expected 2 fields, found 3");
        Refuses("a,a\n1,2\n", "found 'a' twice");
        Refuses("a,b\n\"1\"x,2\n", "quotation marks");
        Assert.Throws<FileNotFoundException>(() => Table.ReadCsv(_folder.File("none.csv")));

        void Refuses(string text, string message) => Refused(() => Table.ReadCsv(_folder.Write("t.csv", text)), message);
    }

    [Fact]
    public void A_split_names_its_argument_for_a_column_that_is_not_there()
    {
        Table table = Table.FromRows("t", ["x"], [["1"], ["2"], ["3"]]);
        Assert.Equal("stratifyBy", Assert.Throws<ArgumentException>(() => table.Split(0.5, 0, 0.5, 1, stratifyBy: "y")).ParamName);
        Assert.Equal("groupColumn", Assert.Throws<ArgumentException>(() => table.SplitByGroup("y", 0.5, 0, 0.5, 1)).ParamName);
    }

    [Fact]
    public void Rows_may_come_from_elsewhere()
    {
        Table table = Table.FromRows("a query", ["x", "y"], [["1", null], [" 2 ", "b"]]);
        Assert.Equal(["1", "2"], table["x"]);
        Assert.Equal(["", "b"], table["y"]);
        Assert.Contains(
            "Row 1: expected 2 texts",
            Assert.Throws<ArgumentException>(() => Table.FromRows("a query", ["x", "y"], [["1", "2"], ["1"]])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Table.FromRows("a query", ["x", "x"], []));
        Assert.Equal("'a query': 2 rows of x, y", table.ToString());
        Assert.Contains(
            "'a query': expected a column 'z', found 'x', 'y'", Assert.Throws<ArgumentException>(() => table["z"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_keep_proportions_or_groups()
    {
        Table table = Table.FromRows(
            "made up", ["number", "class", "patient"],
            Enumerable.Range(0, 100).Select(static row => new[] { $"{row}", row % 10 == 0 ? "rare" : "usual", $"p{row / 5}" }));

        TableSplit split = table.Split(0.6, 0.2, 0.2, seed: 1, stratifyBy: "class");
        Assert.Equal([6, 2, 2], new[] { split.Train, split.Validation, split.Test }.Select(static part => part["class"].Count(static text => text == "rare")));
        Assert.Equal(100, split.Train["number"].Concat(split.Validation["number"]).Concat(split.Test["number"]).Distinct().Count());

        TableSplit grouped = table.SplitByGroup("patient", 0.6, 0.2, 0.2, seed: 1);
        Assert.Equal([60, 20, 20], new[] { grouped.Train.RowCount, grouped.Validation.RowCount, grouped.Test.RowCount });
        Assert.Empty(grouped.Train["patient"].Intersect(grouped.Test["patient"]));
    }

    private static void Refused(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(act).Message, StringComparison.Ordinal);
}
