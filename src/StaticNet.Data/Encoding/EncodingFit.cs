namespace StaticNet.Data;

/// <summary>Learns an encoding from a table.</summary>
internal static class EncodingFit
{
    public static TableEncoding Run(Table table, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        Check(table, options);

        // An encoding without columns knows what a missing value is.
        var reading = new TableEncoding([], new EncodedTarget([], [], [], false), options.MissingMarks);
        string?[] TextsOf(string column) => Array.ConvertAll(table.Required(column), reading.ToValue);
        EncodedTarget target = EncodedTarget.Fit(table, options, TextsOf);
        var columns = new List<EncodedColumn>();
        foreach (string name in table.Columns.Except(target.Columns, StringComparer.Ordinal))
        {
            string?[] texts = TextsOf(name);
            ColumnOptions column = options.Columns.TryGetValue(name, out ColumnOptions? chosen) ? chosen : Inferred(table, name, texts, options);
            if (column.Kind == ColumnKind.Numeric)
            {
                columns.Add(NumericColumn.Fit(name, texts, table.PlaceOf, column));
            }
            else if (column.Kind == ColumnKind.Categorical)
            {
                columns.Add(CategoricalColumn.Fit(name, texts, column));
            }
        }

        return columns.Count > 0
            ? new TableEncoding(columns, target, options.MissingMarks)
            : throw new ArgumentException($"Expected a column to learn from beside '{string.Join("', '", target.Columns)}', found none.", nameof(options));
    }

    private static void Check(Table table, EncodingOptions options)
    {
        if (table.RowCount == 0)
        {
            throw new ArgumentException("Expected rows to learn from, found none.", nameof(table));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumCategories, 1);
        if (options.NumericColumns.Kind == ColumnKind.Categorical || options.CategoricalColumns.Kind == ColumnKind.Numeric)
        {
            throw new ArgumentException(
                $"Expected {nameof(EncodingOptions.NumericColumns)} to be numeric or ignored and "
                + $"{nameof(EncodingOptions.CategoricalColumns)} categorical or ignored, found them exchanged.",
                nameof(options));
        }

        foreach (string name in options.Columns.Keys)
        {
            if (!table.Columns.Contains(name))
            {
                throw new ArgumentException(
                    $"Expected the columns of '{table.Source}', '{string.Join("', '", table.Columns)}', found '{name}'.", nameof(options));
            }

            if (name == options.ClassColumn || options.TargetColumns.Contains(name))
            {
                throw new ArgumentException($"Expected '{name}' either as a column to learn from or to be learnt, found both.", nameof(options));
            }
        }
    }

    private static ColumnOptions Inferred(Table table, string name, string?[] texts, EncodingOptions options)
    {
        string[] values = [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (values.Length == 0)
        {
            throw new InvalidDataException(
                $"'{table.Source}', column '{name}': expected values, found none: "
                + $"ignore it ({nameof(EncodingOptions.Columns)} = {{ [\"{name}\"] = ColumnOptions.Ignored }}).");
        }

        if (values.All(static text => EncodedColumn.TryNumber(text, out _)))
        {
            return options.NumericColumns;
        }

        return options.CategoricalColumns.Kind == ColumnKind.Ignored || values.Length <= options.MaximumCategories
            ? options.CategoricalColumns
            : throw new InvalidDataException(
                $"'{table.Source}', column '{name}': found {values.Length} different texts, "
                + $"such as {EncodedColumn.Quote(values.First(static text => !EncodedColumn.TryNumber(text, out _)))}, "
                + $"too many for categories: say what they are "
                + $"({nameof(EncodingOptions.Columns)} = {{ [\"{name}\"] = ColumnOptions.Ignored }}, Numeric() or Categorical()).");
    }
}
