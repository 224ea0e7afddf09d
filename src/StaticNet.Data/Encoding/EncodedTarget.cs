namespace StaticNet.Data;

/// <summary>What is to be learnt of a table: a class, or numbers.</summary>
/// <param name="Columns">The columns: one for classes.</param>
/// <param name="Classes">The texts of the classes in the order of the outputs; none for numbers.</param>
/// <param name="ClassNames">What the classes are called; none for numbers.</param>
/// <param name="DropsRows">Whether rows without it are left out.</param>
internal sealed record EncodedTarget(IReadOnlyList<string> Columns, IReadOnlyList<string> Classes, IReadOnlyList<string> ClassNames, bool DropsRows)
{
    public bool IsClass => Classes.Count > 0;

    /// <summary>Learns from a table.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or there are fewer than two classes.</exception>
    public static EncodedTarget Fit(Table table, EncodingOptions options, Func<string, string?[]> texts)
    {
        if (options.ClassColumn is null == (options.TargetColumns.Count == 0))
        {
            throw new ArgumentException(
                $"Expected exactly one of {nameof(EncodingOptions.ClassColumn)} and {nameof(EncodingOptions.TargetColumns)}, "
                + $"found {(options.ClassColumn is null ? "neither" : "both")}.",
                nameof(options));
        }

        if (options.MissingTarget is not (MissingValues.Refuse or MissingValues.DropRow))
        {
            throw new ArgumentException($"Expected a missing target to be Refuse or DropRow, found {options.MissingTarget}.", nameof(options));
        }

        bool dropsRows = options.MissingTarget == MissingValues.DropRow;
        if (options.ClassColumn is not { } column)
        {
            foreach (string target in options.TargetColumns)
            {
                table.Required(target);
            }

            return options.TargetColumns.Distinct(StringComparer.Ordinal).Count() == options.TargetColumns.Count
                ? new EncodedTarget([.. options.TargetColumns], [], [], dropsRows)
                : throw new ArgumentException($"Expected each target once, found '{string.Join("', '", options.TargetColumns)}'.", nameof(options));
        }

        string[] classes = options.Classes is null ? Sorted(texts(column).OfType<string>()) : [.. options.Classes];
        if (classes.Length < 2 || classes.Distinct(StringComparer.Ordinal).Count() != classes.Length)
        {
            throw new InvalidDataException(
                $"'{table.Source}', column '{column}': expected two classes or more, all different, found '{string.Join("', '", classes)}'.");
        }

        string? unknown = options.ClassNames.Keys.FirstOrDefault(text => !classes.Contains(text, StringComparer.Ordinal));
        if (unknown is not null)
        {
            throw new ArgumentException(
                $"Expected names for the classes '{string.Join("', '", classes)}' of column '{column}', found one for '{unknown}'.", nameof(options));
        }

        string[] names = [.. classes.Select(text => options.ClassNames.TryGetValue(text, out string? name) ? name : text)];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new EncodedTarget([column], classes, names, dropsRows)
            : throw new ArgumentException($"Expected names of classes that differ, found '{string.Join("', '", names)}'.", nameof(options));
    }

    private static string[] Sorted(IEnumerable<string> texts)
    {
        string[] classes = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return classes.All(static text => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
            ? [.. classes.OrderBy(static text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))]
            : classes;
    }
}
