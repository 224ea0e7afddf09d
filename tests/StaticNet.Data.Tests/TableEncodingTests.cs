namespace StaticNet.Data.Tests;

/// <summary>Columns that become features.</summary>
public sealed class TableEncodingTests : IDisposable
{
    private static readonly Table _train = Passengers(
        ["22", "male", "S", "7.25", "no"], ["", "female", "C", "71.5", "yes"], ["26", "female", "S", "8", "yes"], ["54", "male", "", "51", "no"]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_stay_categories_become_columns_and_missing_values_are_filled_in_and_flagged()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options());
        MemoryDataSet data = encoding.Encode(_train);

        Assert.Equal(
            ["age", "age is missing", "sex = female", "sex = male", "port = C", "port = S", "port is another", "port is missing", "fare"],
            encoding.FeatureNames);
        Assert.Equal(encoding.FeatureNames, data.FeatureNames);
        Assert.Equal(["no", "yes"], data.ClassNames);
        Assert.Equal([0, 1, 1, 0], data.Labels.ToArray());
        Assert.Equal([22, 0, 0, 1, 0, 1, 0, 0, 7.25f], data.Row(0).ToArray());
        Assert.Equal([26, 1, 1, 0, 1, 0, 0, 0, 71.5f], data.Row(1).ToArray());
        Assert.Equal([54, 0, 0, 1, 0, 0, 0, 1, 51], data.Row(3).ToArray());
        Assert.Contains("9 features: [Input(9)]; classes no, yes: [Dense(2), Softmax]", encoding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_rows_are_encoded_as_the_training_rows_were()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options());

        // Other columns, another order, other values: what was learnt stays.
        Table test = Table.FromRows("test", ["extra", "port", "fare", "survived", "age", "sex"], [["x", "Q", "1", "yes", "NA", "male"]]);
        float[] expected = [26, 1, 0, 1, 0, 0, 1, 0, 1];
        Assert.Equal(expected, encoding.Encode(test).Row(0).ToArray());
        Assert.Equal(1, encoding.Encode(test).Label(0));
        Assert.Equal(expected, encoding.EncodeFeatures(test));
        Assert.Equal(expected, encoding.EncodeRow(("port", "Q"), ("fare", 1), ("sex", "male")));
        Assert.Equal(expected, encoding.EncodeRow(("age", double.NaN), ("port", "Q"), ("fare", "1"), ("sex", " male ")));
        Assert.Equal([31.5f, 0, 1, 0, 0, 0, 0, 1, 2], encoding.EncodeRow(("age", 31.5), ("port", FieldValue.Missing), ("fare", 2), ("sex", "female")));
    }

    [Fact]
    public void A_file_of_rows_to_be_predicted_is_read_one_at_a_time()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options());
        string path = _folder.Write("new.csv", "port,extra,fare,age,sex\nQ,x,1,,male\nS,y,2,40,female\n,,3,1,male\n");

        float[][] rows = [.. encoding.ReadFeatures(path).Select(static row => row.ToArray())];
        Assert.Equal(encoding.EncodeFeatures(Table.ReadCsv(path)), rows.SelectMany(static row => row));
        Assert.Equal(3, rows.Length);
        float[][] same = [.. encoding.ReadFeatures(path)];
        Assert.Same(same[0], same[2]);

        Refused(
            () => Assert.Empty(encoding.ReadFeatures(_folder.Write("short.csv", "port,fare,sex\nQ,1,male\n"))),
            "expected a column 'age', found 'port', 'fare', 'sex'");
        int before = 0;
        Refused(
            () =>
            {
                foreach (float[] _ in encoding.ReadFeatures(_folder.Write("wrong.csv", "port,fare,age,sex\nQ,1,1,male\nQ,1,1,other\n")))
                {
                    before++;
                }
            },
            "line 3, column 'sex': expected one of 'female', 'male', found 'other'");
        Assert.Equal(1, before);
    }

    [Fact]
    public void Every_choice_for_missing_numbers()
    {
        Assert.Equal([22, 34, 26, 54], Ages(ColumnOptions.Numeric(MissingValues.Mean)));
        Assert.Equal([22, 26, 26, 54], Ages(ColumnOptions.Numeric(MissingValues.Median)));
        Assert.Equal([22, 0, 26, 54], Ages(ColumnOptions.Numeric(MissingValues.Zero)));
        Assert.Equal([22, 26, 54], Ages(ColumnOptions.Numeric(MissingValues.DropRow)));
        Refused(() => Ages(ColumnOptions.Numeric()), "row 1, column 'age': expected a value, found none");

        static float[] Ages(ColumnOptions age)
        {
            MemoryDataSet data = TableEncoding.Fit(_train, Options(age)).Encode(_train);
            return [.. Enumerable.Range(0, data.Count).Select(row => data.Row(row)[0])];
        }
    }

    [Fact]
    public void A_dropped_row_takes_its_label_with_it_and_cannot_be_predicted()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options(ColumnOptions.Numeric(MissingValues.DropRow)));
        MemoryDataSet data = encoding.Encode(_train);

        Assert.Equal([0, 1, 0], data.Labels.ToArray());
        Assert.Equal(8, data.Row(1)[^1]);
        Refused(() => encoding.EncodeFeatures(_train), "row 1, column 'age': expected a value, found none, and a row to be predicted cannot be dropped");
        Assert.Contains(
            "'age': expected a value, found none, and a row",
            Assert.Throws<ArgumentException>(() => encoding.EncodeRow(("fare", 1), ("sex", "male"))).Message,
            StringComparison.Ordinal);
        Table nothing = Passengers(["", "male", "S", "1", "no"]);
        Refused(() => encoding.Encode(nothing), "found none of 1 without missing values");
    }

    [Fact]
    public void Every_choice_for_unseen_categories()
    {
        Assert.Equal([0, 0], Sex(UnseenCategories.Zeros));
        Assert.Equal([0, 0, 1], Sex(UnseenCategories.OwnColumn));
        Refused(() => Sex(UnseenCategories.Refuse), "row 0, column 'sex': expected one of 'female', 'male', found 'other'");

        static float[] Sex(UnseenCategories unseen)
        {
            EncodingOptions options = Options();
            options.Columns["sex"] = ColumnOptions.Categorical(unseen);
            return [.. TableEncoding.Fit(_train, options).EncodeFeatures(Passengers(["1", "other", "S", "1", "no"]))[2..^5]];
        }
    }

    [Fact]
    public void Rare_categories_train_the_column_of_the_unseen()
    {
        Table table = Table.FromRows("made up", ["city", "price"], [["A", "1"], ["B", "2"], ["A", "3"], ["C", "4"]]);
        TableEncoding encoding = TableEncoding.Fit(table, new EncodingOptions
        {
            TargetColumns = ["price"],
            Columns = { ["city"] = ColumnOptions.Categorical(UnseenCategories.OwnColumn, minimumCount: 2) },
        });

        Assert.Equal(["city = A", "city is another"], encoding.FeatureNames);
        Assert.Equal([1, 0, 0, 1, 1, 0, 0, 1], encoding.EncodeFeatures(table));
        Assert.Equal([1, 2, 3, 4], encoding.Encode(table).Targets.ToArray());
    }

    [Fact]
    public void Several_targets_and_rows_without_them()
    {
        Table table = Table.FromRows("made up", ["a", "x", "b"], [["1", "5", "2"], ["?", "6", "3"], ["4", "7", "5"]]);
        MemoryDataSet data = TableEncoding.Fit(table, new EncodingOptions { TargetColumns = ["b", "a"], MissingTarget = MissingValues.DropRow }).Encode(table);

        Assert.Equal(2, data.TargetCount);
        Assert.Equal([2, 1, 5, 4], data.Targets.ToArray());
        Assert.Equal([5], data.Row(0).ToArray());
        Assert.Equal([7], data.Row(1).ToArray());
        Refused(
            () => TableEncoding.Fit(table, new EncodingOptions { TargetColumns = ["b", "a"] }).Encode(table),
            "row 1, column 'a': expected what is to be learnt, found nothing");
    }

    [Fact]
    public void Classes_are_sorted_by_value_renamed_or_given()
    {
        Table table = Table.FromRows("made up", ["x", "class"], [["1", "10"], ["2", "9"], ["3", "-1"]]);
        MemoryDataSet sorted = TableEncoding.Fit(table, new EncodingOptions { ClassColumn = "class" }).Encode(table);
        MemoryDataSet renamed = TableEncoding.Fit(table, new EncodingOptions { ClassColumn = "class", ClassNames = { ["9"] = "nine" } }).Encode(table);
        MemoryDataSet given = TableEncoding.Fit(table, new EncodingOptions { ClassColumn = "class", Classes = ["10", "9", "-1", "0"] }).Encode(table);

        Assert.Equal(["-1", "9", "10"], sorted.ClassNames);
        Assert.Equal([2, 1, 0], sorted.Labels.ToArray());
        Assert.Equal(["-1", "nine", "10"], renamed.ClassNames);
        Assert.Equal([0, 1, 2], given.Labels.ToArray());
        Assert.Equal(4, given.ClassCount);
        Refused(
            () => TableEncoding.Fit(table.Select([0, 1]), new EncodingOptions { ClassColumn = "class" }).Encode(table),
            "row 2, column 'class': expected one of the classes '9', '10', found '-1'");
    }

    [Fact]
    public void A_saved_encoding_encodes_the_same_and_saves_the_same_bytes()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options());
        encoding.Save(_folder.File("encoding.json"));
        TableEncoding loaded = TableEncoding.Load(_folder.File("encoding.json"));
        loaded.Save(_folder.File("again.json"));

        Assert.Equal(encoding.ToString(), loaded.ToString());
        Assert.Equal(encoding.EncodeFeatures(_train), loaded.EncodeFeatures(_train));
        Assert.Equal(encoding.ClassNames, loaded.ClassNames);
        Assert.Equal(File.ReadAllBytes(_folder.File("encoding.json")), File.ReadAllBytes(_folder.File("again.json")));

        string text = File.ReadAllText(_folder.File("encoding.json"));
        foreach ((string from, string to, string message) in (ReadOnlySpan<(string, string, string)>)
        [
            ("\"version\": 1", "\"version\": 2", "format version 2"),
            ("\"median\"", "\"mode\"", "found 'mode'"),
            ("\"female\"", "\"male\"", "found 'male' twice"),
            ("\"sex\"", "\"age\"", "found 'age' twice"),
            ("\"flag_missing\": true", "\"flag_missing\": 1", "no encoding of a table"),
            ("\"classes\"", "\"clusses\"", "no encoding of a table"),
        ])
        {
            _folder.Write(
                "other.json",
                text.Replace(from, to, StringComparison.Ordinal).Replace("\"clusses\"", "\"classes\": [\"no\"], \"others\"", StringComparison.Ordinal));
            Refused(() => TableEncoding.Load(_folder.File("other.json")), message);
        }

        Assert.Throws<FileNotFoundException>(() => TableEncoding.Load(_folder.File("none.json")));
    }

    [Fact]
    public void What_cannot_be_encoded_is_said()
    {
        Table ids = Table.FromRows("made up", ["id", "empty", "class"], Enumerable.Range(0, 200).Select(static row => new[] { $"n{row}", "", $"{row % 2}" }));
        Refused(
            () => TableEncoding.Fit(ids, new EncodingOptions { ClassColumn = "class" }),
            "column 'id': found 200 different texts, such as 'n0', too many for categories");
        Refused(
            () => TableEncoding.Fit(ids, new EncodingOptions { ClassColumn = "class", Columns = { ["id"] = ColumnOptions.Ignored } }),
            "column 'empty': expected values, found none");
        Refused(() => TableEncoding.Fit(_train, new EncodingOptions { ClassColumn = "none" }), "expected a column 'none', found 'age', 'sex'");
        Refused(() => TableEncoding.Fit(_train, new EncodingOptions { TargetColumns = ["none"] }), "expected a column 'none'");
        Refused(
            () => TableEncoding.Fit(_train, new EncodingOptions { ClassColumn = "survived", Columns = { ["sex"] = ColumnOptions.Numeric() } }),
            "column 'sex': expected a number, found 'male'");
        Refused(
            () => TableEncoding.Fit(_train, Options()).Encode(Table.FromRows("t", ["age", "sex", "fare", "survived"], [["1", "male", "1", "no"]])),
            "expected a column 'port'");
        Refused(
            () => TableEncoding.Fit(_train, Options()).Encode(Passengers(["1", "male", "S", "1e99", "no"])),
            "row 0, column 'fare': expected a number, found '1e99'");
        Wrong(() => TableEncoding.Fit(_train, new EncodingOptions()), "found neither");
        Wrong(() => TableEncoding.Fit(_train, new EncodingOptions { ClassColumn = "survived", TargetColumns = ["fare"] }), "found both");
        Wrong(
            () => TableEncoding.Fit(_train, new EncodingOptions { ClassColumn = "survived", Columns = { ["seks"] = ColumnOptions.Ignored } }), "found 'seks'");
        Wrong(() => TableEncoding.Fit(_train, new EncodingOptions { ClassColumn = "survived", ClassNames = { ["maybe"] = "?" } }), "found one for 'maybe'");
        Wrong(() => TableEncoding.Fit(_train, Options()).EncodeRow(("seks", "male")), "found 'seks'");
        Wrong(() => TableEncoding.Fit(_train, Options()).EncodeRow(("sex", "male"), ("sex", "male")), "found 'sex' twice");
        Wrong(() => ColumnOptions.Categorical(missing: MissingValues.Mean), "found Mean");
        Wrong(() => ColumnOptions.Numeric(flagMissing: true), "found Refuse");
        Wrong(() => ColumnOptions.Categorical(minimumCount: 2), "found Refuse");
    }

    [Fact]
    public void Columns_of_several_features_are_groups_by_name()
    {
        TableEncoding encoding = TableEncoding.Fit(_train, Options());
        Assert.Equal(
            ["age", "port", "sex"], encoding.FeatureGroups.Keys.Order(StringComparer.Ordinal));
        foreach ((string column, int[] features) in encoding.FeatureGroups)
        {
            Assert.All(features, feature => Assert.StartsWith(column, encoding.FeatureNames[feature], StringComparison.Ordinal));
            Assert.Equal(encoding.FeatureNames.Count(name => name.StartsWith(column, StringComparison.Ordinal)), features.Length);
        }
    }

    private static Table Passengers(params string[][] rows) => Table.FromRows("passengers", ["age", "sex", "port", "fare", "survived"], rows);

    private static EncodingOptions Options(ColumnOptions? age = null) => new()
    {
        ClassColumn = "survived",
        Columns =
        {
            ["age"] = age ?? ColumnOptions.Numeric(MissingValues.Median, flagMissing: true),
            ["port"] = ColumnOptions.Categorical(UnseenCategories.OwnColumn, MissingValues.Zero, flagMissing: true),
        },
    };

    private static void Refused(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(act).Message, StringComparison.Ordinal);

    private static void Wrong(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
}
