using System.Globalization;
using System.Text;

namespace StaticNet.Tests.Data;

public sealed class CsvTests : IDisposable
{
    private static readonly CsvOptions _twoClasses = new() { ClassCount = 2 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b,class\n1,2,0\n-3.5,4e2,1\n")]
    [InlineData("a,b,class\r\n1,2,0\r\n-3.5,4e2,1\r\n")]
    [InlineData("a,b,class\n1,2,0\n-3.5,4e2,1")]
    [InlineData("a,b,class\n1,2,0\n-3.5,4e2,1\n\n\r\n\n")]
    [InlineData("\uFEFFa,b,class\n1,2,0\n-3.5,4e2,1\n")]
    [InlineData("1,2,0\n-3.5,4e2,1\n")]
    [InlineData("\uFEFF1,2,0\n-3.5,4e2,1\n")]
    [InlineData("\"a\",\"b,\"\"x\"\"\",class\n\"1\",\"2\",\"0\"\n\"-3.5\",4e2,1\n")]
    [InlineData("a,b,class\n 1 , +2,0\n-3.5, 400.0 ,1\n")]
    public void A_table_is_read_in_each_of_its_forms(string content)
    {
        string path = _folder.Write("table.csv", content);

        MemoryDataSet data = CsvDataSet.Load(path, _twoClasses);

        Assert.Equal(2, data.FeatureCount);
        Assert.Equal(2, data.ClassCount);
        Assert.Equal(2, data.Count);
        Assert.Equal([1, 2], data.Row(0).ToArray());
        Assert.Equal([-3.5f, 400], data.Row(1).ToArray());
        Assert.Equal([0, 1], data.Labels.ToArray());
    }

    [Fact]
    public void The_label_column_is_chosen_by_name_or_place()
    {
        string path = _folder.Write("table.csv", "a,class,b\n1,0,2\n3,1,4\n");

        foreach (CsvColumn column in new CsvColumn[] { "class", 1, ^2 })
        {
            MemoryDataSet data = CsvDataSet.Load(path, _twoClasses with { LabelColumn = column });
            Assert.Equal([3, 4], data.Row(1).ToArray());
            Assert.Equal([0, 1], data.Labels.ToArray());
        }
    }

    [Fact]
    public void Target_columns_come_in_the_order_wanted_and_ignored_ones_not_at_all()
    {
        string path = _folder.Write("table.csv", "id;price;size;area;note\nx1;10;2;3;\"a;b\"\nx2;20;4;5;\n");

        MemoryDataSet data = CsvDataSet.Load(
            path, new CsvOptions { Separator = ';', TargetColumns = ["area", 1], IgnoredColumns = ["id", ^1] });

        Assert.Equal(1, data.FeatureCount);
        Assert.Equal(2, data.TargetCount);
        Assert.False(data.HasLabels);
        Assert.Equal([4], data.Row(1).ToArray());
        Assert.Equal([3, 10, 5, 20], data.Targets.ToArray());
    }

    [Fact]
    public void Classes_may_be_given_by_their_names()
    {
        string path = _folder.Write("iris.csv", "length,species\n1,virginica\n2,\"setosa\"\n3,größe\n");

        MemoryDataSet data = CsvDataSet.Load(path, new CsvOptions { ClassNames = ["setosa", "größe", "virginica"] });

        Assert.Equal(3, data.ClassCount);
        Assert.Equal([2, 0, 1], data.Labels.ToArray());
        AssertRefused(
            () => CsvDataSet.Load(path, new CsvOptions { ClassNames = ["setosa", "virginica"] }),
            path, "line 4, column 2 ('species')", "one of the classes 'setosa', 'virginica', found 'größe'");
    }

    [Fact]
    public void A_header_is_what_the_options_say()
    {
        string numbers = _folder.Write("numbers.csv", "0,1,2\n1,2,1\n");
        Assert.Equal(1, CsvDataSet.Load(numbers, _twoClasses with { HasHeader = true }).Count);
        AssertRefused(() => CsvDataSet.Load(numbers, _twoClasses), "line 1, column 3", "from 0 to 1, found '2'");

        string mixed = _folder.Write("mixed.csv", "0,1,class\n1,2,1\n");
        AssertRefused(() => CsvDataSet.Load(mixed, _twoClasses), mixed, "found 2 numbers in 3 fields", "CsvOptions.HasHeader");
        Assert.Equal(1, CsvDataSet.Load(mixed, _twoClasses with { HasHeader = true }).Count);
        AssertRefused(
            () => CsvDataSet.Load(mixed, _twoClasses with { HasHeader = false }), "line 1, column 3: expected a label", "found 'class'");
    }

    [Theory]
    [InlineData("a,b,class\n1,2,0\n1,x2,1\n", "line 3, column 2 ('b'): expected a number, found 'x2'")]
    [InlineData("1,2,0\n1,,1\n", "line 2, column 2: expected a number, found nothing")]
    [InlineData("1,2,0\n1,1 2,1\n", "column 2: expected a number, found '1 2'")]
    [InlineData("1,2,0\n1,\"1,5\",1\n", "column 2: expected a number, found '1,5'")]
    [InlineData("1,2,0\n1,NaN,1\n", "line 2, column 2: expected a finite number (CsvOptions.AllowNonFinite accepts others), found 'NaN'")]
    [InlineData("1,2,0\n1e39,1,1\n", "column 1: expected a finite number", "found '1e39'")]
    [InlineData("1,2,0\n1,2,2\n", "line 2, column 3: expected a label from 0 to 1, found '2'")]
    [InlineData("1,2,0\n1,2,-1\n", "column 3: expected a label from 0 to 1, found '-1'")]
    [InlineData("1,2,0\n1,2,1.0\n", "column 3: expected a label from 0 to 1, found '1.0'")]
    [InlineData("1,2,0\n1,2,99999999999\n", "found '99999999999'")]
    [InlineData("1,2,0\n1,2\n", "line 2: expected 3 columns, found 2")]
    [InlineData("1,2,0\n1,2,1,5,6\n", "line 2: expected 3 columns, found 5")]
    [InlineData("1,2,0\n1,2,1,\n", "line 2: expected 3 columns, found 4")]
    [InlineData("1,2,0\n \n", "line 2, column 1: expected a number, found ' '")]
    [InlineData("1,2,0\n\n1,2,1\n", "line 2: expected a row, found an empty line")]
    [InlineData("1,2,0\n1,\"2,1\n", "line 2, column 2: expected a quotation mark at the end of the field, found '\"2'")]
    [InlineData("1,2,0\n1,\"2\"\"\",1\n", "column 2: expected a number, found '2\"'")]
    [InlineData("1,2,0\n1,\"2\"\",1\n", "column 2: expected a quotation mark")]
    [InlineData("1,2,0\n1,\"2\"x,1\n", "column 2: expected a quotation mark at the end of the field, found '\"2\"x'")]
    [InlineData("1,2,0\n1,2,\"\n", "column 3: expected a quotation mark")]
    [InlineData("1,2,0\n1,2\0,1\n", "line 2: expected UTF-8 text, found a zero byte")]
    public void An_invalid_row_names_file_line_column_and_text(string content, params string[] expected)
    {
        string path = _folder.Write("table.csv", content);

        AssertRefused(() => CsvDataSet.Load(path, _twoClasses), [path, .. expected]);

        // Opened as a stream, the file fails when the row is reached.
        using BatchReader reader = CsvDataSet.Open(path, _twoClasses).OpenReader(BatchOrder.Sequential);
        Assert.Equal(1, reader.Read(1, new float[2], new int[1], []));
        AssertRefused(() => reader.Read(1, new float[2], new int[1], []), [path, .. expected]);
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("\uFEFF", "found an empty file")]
    [InlineData("\n\n", "found an empty file")]
    [InlineData("a,b,class\n", "expected rows after the header, found none")]
    [InlineData("class\n1\n", "expected at least one column of features, found 1 columns in all")]
    [InlineData("a,b,class\n1,2,x\n", "line 2, column 3 ('class')")]
    public void A_table_without_rows_or_features_is_refused_when_opened(string content, string expected)
    {
        string path = _folder.Write("table.csv", content);

        AssertRefused(() => CsvDataSet.Open(path, _twoClasses), path, expected);
    }

    [Fact]
    public void A_long_text_is_not_quoted_in_full()
    {
        string path = _folder.Write("table.csv", $"1,2,0\n1,{new string('x', 5000)},0\n");

        AssertRefused(() => CsvDataSet.Load(path, _twoClasses), $"found '{new string('x', 40)}...'.");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("missing.csv");

        Assert.Equal(path, Assert.Throws<FileNotFoundException>(() => CsvDataSet.Open(path, _twoClasses)).FileName);
        Assert.Contains(
            path, Assert.Throws<FileNotFoundException>(() => CsvDataSet.Load(path, _twoClasses)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused()
    {
        string path = _folder.Write("table.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("1,2,0\n")]);

        AssertRefused(() => CsvDataSet.Open(path, _twoClasses), path, "expected UTF-8 text, found UTF-16");
    }

    [Fact]
    public void Columns_that_do_not_exist_or_are_ambiguous_are_refused()
    {
        string path = _folder.Write("table.csv", "a,b,b,class\n1,2,3,0\n");
        string plain = _folder.Write("plain.csv", "1,2,3,0\n");

        AssertRefused(
            () => CsvDataSet.Open(path, _twoClasses with { LabelColumn = "label" }),
            path, "expected a column 'label', found 'a', 'b', 'b', 'class'");
        AssertRefused(() => CsvDataSet.Open(path, _twoClasses with { LabelColumn = "b" }), "expected a column 'b', found 2 of that name");
        AssertRefused(() => CsvDataSet.Open(path, _twoClasses with { LabelColumn = 4 }), "expected a column 4");
        AssertRefused(() => CsvDataSet.Open(path, _twoClasses with { LabelColumn = ^5 }), "expected a column ^5");
        AssertRefused(() => CsvDataSet.Open(path, _twoClasses with { LabelColumn = ^0 }), "expected a column ^0");
        AssertRefused(
            () => CsvDataSet.Open(plain, _twoClasses with { LabelColumn = "class" }), "'class', found 4 columns without names");
        AssertRefused(() => CsvDataSet.Open(path, _twoClasses with { IgnoredColumns = ["class"] }), "found column ^1 twice");
        AssertRefused(() => CsvDataSet.Open(path, new CsvOptions { TargetColumns = ["a", 0] }), "found column 0 twice");
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        string path = _folder.Write("table.csv", "a,b,class\n1,2,0\n");
        (CsvOptions Options, string Expected)[] cases =
        [
            (new CsvOptions(), "found 0"),
            (new CsvOptions { ClassCount = 2, TargetColumns = [0] }, "found 2"),
            (new CsvOptions { ClassCount = 2, ClassNames = ["a", "b"] }, "found 2"),
            (new CsvOptions { TargetColumns = [0], LabelColumn = 1 }, "Expected no LabelColumn beside TargetColumns, found 1"),
            (new CsvOptions { ClassNames = ["a", "a"] }, "'a', 'a'"),
            (new CsvOptions { ClassCount = -1 }, "ClassCount"),
            (_twoClasses with { ShuffleWindow = -1 }, "ShuffleWindow"),
            (_twoClasses with { Separator = '"' }, "Separator"),
            (_twoClasses with { Separator = '.' }, "Separator"),
            (_twoClasses with { Separator = '\n' }, "Separator"),
            (_twoClasses with { Separator = '7' }, "Separator"),
            (_twoClasses with { Separator = '·' }, "Separator"),
        ];

        Assert.All(cases, test =>
        {
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => CsvDataSet.Open(path, test.Options));
            Assert.Contains(test.Expected, exception.Message, StringComparison.Ordinal);
        });
        Assert.Throws<ArgumentException>(() => new CsvColumn(""));
    }

    [Fact]
    public void Non_finite_numbers_are_read_where_allowed()
    {
        string path = _folder.Write("table.csv", "NaN,Infinity,0\n-Infinity,1,1\n");

        MemoryDataSet data = CsvDataSet.Load(path, _twoClasses with { AllowNonFinite = true, HasHeader = false });

        Assert.Equal([float.NaN, float.PositiveInfinity], data.Row(0).ToArray());
        Assert.Equal(float.NegativeInfinity, data.Row(1)[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void A_stream_is_read_in_order_and_again(int batch)
    {
        CsvDataSet data = CsvDataSet.Open(WriteNumbered(1000), new CsvOptions { ClassCount = 10 });
        Assert.Null(data.RowCount);
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);

        for (int pass = 0; pass < 3; pass++)
        {
            Assert.Equal(Enumerable.Range(0, 1000), ReadRows(reader, data, batch));
            Assert.Equal(1000L, data.RowCount);
            Assert.Equal(0, reader.Read(batch, new float[2 * batch], new int[batch], []));
            reader.Restart(BatchOrder.Sequential);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void A_shuffled_stream_reads_every_row_once(int window)
    {
        CsvDataSet data = CsvDataSet.Open(WriteNumbered(1000), new CsvOptions { ClassCount = 10, ShuffleWindow = window });
        using BatchReader reader = data.OpenReader(new BatchOrder(true, 3, 0));

        List<int> first = ReadRows(reader, data, 33);
        Assert.Equal(Enumerable.Range(0, 1000), first.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), first);
        Assert.All(first.Index(), pair => Assert.True(pair.Item < pair.Index + (long)window));

        reader.Restart(new BatchOrder(true, 3, 1));
        List<int> second = ReadRows(reader, data, 33);
        Assert.NotEqual(first, second);
        reader.Restart(BatchOrder.Sequential);
        Assert.Equal(Enumerable.Range(0, 1000), ReadRows(reader, data, 33));
        reader.Restart(new BatchOrder(true, 3, 0));
        Assert.Equal(first, ReadRows(reader, data, 100));

        using BatchReader other = data.OpenReader(new BatchOrder(true, 3, 1));
        Assert.Equal(second, ReadRows(other, data, 5));
        other.Restart(new BatchOrder(true, 4, 1));
        Assert.NotEqual(second, ReadRows(other, data, 5));
    }

    [Fact]
    public void Without_a_window_a_shuffled_stream_keeps_its_order()
    {
        CsvDataSet data = CsvDataSet.Open(WriteNumbered(100), new CsvOptions { ClassCount = 10, ShuffleWindow = 0 });
        using BatchReader reader = data.OpenReader(new BatchOrder(true, 3, 0));

        Assert.Equal(Enumerable.Range(0, 100), ReadRows(reader, data, 33));
    }

    [Fact]
    public void A_window_as_large_as_the_file_makes_every_order_about_equally_likely()
    {
        CsvDataSet data = CsvDataSet.Open(WriteNumbered(4), new CsvOptions { ClassCount = 10, ShuffleWindow = 4 });
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        var counts = new Dictionary<string, int>();
        for (int epoch = 0; epoch < 12_000; epoch++)
        {
            reader.Restart(new BatchOrder(true, 11, epoch));
            string order = string.Join(' ', ReadRows(reader, data, 4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // Each count is binomial with mean 500 and deviation 22.
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 390, 610));
    }

    [Fact]
    public void Targets_stay_with_their_rows_in_a_shuffled_stream()
    {
        string path = _folder.Write(
            "table.csv", string.Join('\n', Enumerable.Range(0, 50).Select(row => $"{row},{row * 2},{row * 3}")));
        CsvDataSet data = CsvDataSet.Open(path, new CsvOptions { TargetColumns = [1, 2], ShuffleWindow = 20 });
        using BatchReader reader = data.OpenReader(new BatchOrder(true, 1, 1));
        var features = new float[50];
        var targets = new float[100];

        Assert.Equal(50, reader.Read(50, features, [], targets));

        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(features[row] * 2, targets[2 * row]));
        Assert.All(Enumerable.Range(0, 50), row => Assert.Equal(features[row] * 3, targets[(2 * row) + 1]));
        Assert.Equal(Enumerable.Range(0, 50).Select(row => (float)row), features.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reading_a_stream_allocates_nothing_once_it_is_warm(bool shuffle)
    {
        CsvDataSet data = CsvDataSet.Open(WriteNumbered(20_000), new CsvOptions { ClassCount = 10, ShuffleWindow = 500 });
        using BatchReader reader = data.OpenReader(new BatchOrder(shuffle, 1, 0));
        var features = new float[64];
        var labels = new int[32];
        while (reader.Read(32, features, labels, []) > 0)
        {
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        int rows = 0;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            reader.Restart(new BatchOrder(shuffle, 1, epoch));
            for (int read; (read = reader.Read(32, features, labels, [])) > 0; rows += read)
            {
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(60_000, rows);
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read()
    {
        const int Columns = 30_000;
        string line = string.Join(',', Enumerable.Range(0, Columns).Select(column => column.ToString(CultureInfo.InvariantCulture)));
        string path = _folder.Write("wide.csv", $"{line},0\n{line},1\n1{line},1\n");

        MemoryDataSet data = CsvDataSet.Load(path, _twoClasses);

        Assert.Equal(3, data.Count);
        Assert.Equal(Enumerable.Range(0, Columns).Select(column => (float)column), data.Row(1).ToArray());
        Assert.Equal([10, 1], data.Row(2)[..2].ToArray());
    }

    [Fact]
    public void A_short_file_of_many_columns_takes_little_memory()
    {
        // Blocks of 256 rows would take 0.5 GB, a window of 4096 rows 8 GB.
        const int Columns = 500_000;
        string path = _folder.Write("wide.csv", string.Concat(Enumerable.Repeat("1,", Columns)) + "0\n");
        long length = new FileInfo(path).Length;
        long before = GC.GetAllocatedBytesForCurrentThread();

        MemoryDataSet data = CsvDataSet.Load(path, _twoClasses);
        using (BatchReader reader = CsvDataSet.Open(path, _twoClasses).OpenReader(new BatchOrder(true, 1, 0)))
        {
            Assert.Equal(1, reader.Read(1, new float[Columns], new int[1], []));
        }

        Assert.Equal((1, Columns), (data.Count, data.FeatureCount));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * length);
    }

    [Fact]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        string path = _folder.Write("endless.csv", "1,2,0\n");
        using (FileStream file = File.OpenWrite(path))
        {
            file.Seek(0, SeekOrigin.End);
            var spaces = new byte[1 << 20];
            spaces.AsSpan().Fill((byte)' ');
            for (int i = 0; i < 17; i++)
            {
                file.Write(spaces);
            }
        }

        AssertRefused(() => CsvDataSet.Load(path, _twoClasses), path, "line 2: expected a line of at most 16777216 bytes");
    }

    [Fact]
    public void A_file_can_be_deleted_after_its_reader_is_disposed_and_read_by_two_at_once()
    {
        string path = WriteNumbered(100);
        CsvDataSet data = CsvDataSet.Open(path, new CsvOptions { ClassCount = 10 });
        using (BatchReader first = data.OpenReader(BatchOrder.Sequential))
        using (BatchReader second = data.OpenReader(BatchOrder.Sequential))
        {
            first.Read(50, new float[100], new int[50], []);
            Assert.Equal(Enumerable.Range(0, 100), ReadRows(second, data, 10));
            Assert.Equal(Enumerable.Range(50, 50), ReadRows(first, data, 10));
        }

        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }
    }

    [Fact]
    public void Reading_refuses_spans_that_do_not_fit()
    {
        using BatchReader reader = CsvDataSet.Open(WriteNumbered(10), new CsvOptions { ClassCount = 10 }).OpenReader(default);

        Assert.Throws<ArgumentException>(() => reader.Read(4, new float[7], new int[4], []));
        Assert.Throws<ArgumentException>(() => reader.Read(4, new float[8], new int[3], []));
        Assert.Throws<ArgumentException>(() => reader.Read(4, new float[8], new int[4], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(0, [], [], []));
    }

    [Theory]
    [InlineData("iris.csv", 150, 4, 3)]
    [InlineData("digits.csv", 1797, 64, 10)]
    [InlineData("breast_cancer.csv", 569, 30, 2)]
    public void The_real_tables_have_their_known_rows(string name, int rows, int features, int classes)
    {
        MemoryDataSet data = CsvDataSet.Load(SharedData.Find(name), new CsvOptions { ClassCount = classes, LabelColumn = "class" });

        Assert.Equal(rows, data.Count);
        Assert.Equal(features, data.FeatureCount);
        Assert.Equal(Enumerable.Range(0, classes), data.Labels.ToArray().Distinct().Order());
    }

    private static List<int> ReadRows(BatchReader reader, DataSet data, int batch)
    {
        var features = new float[batch * data.FeatureCount];
        var labels = new int[batch];
        var rows = new List<int>();
        for (int read; (read = reader.Read(batch, features, labels, [])) > 0;)
        {
            for (int i = 0; i < read; i++)
            {
                Assert.Equal(features[2 * i] + 0.5f, features[(2 * i) + 1]);
                Assert.Equal((int)features[2 * i] % 10, labels[i]);
                rows.Add((int)features[2 * i]);
            }
        }

        return rows;
    }

    private static void AssertRefused(Action action, params string[] expected)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(action);
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }

    /// <summary>Row i holds i, i + 0.5 and the label i mod 10.</summary>
    private string WriteNumbered(int rows) => _folder.Write(
        "numbered.csv", "number,more,class\n" + string.Concat(Enumerable.Range(0, rows).Select(row => $"{row},{row}.5,{row % 10}\n")));
}
