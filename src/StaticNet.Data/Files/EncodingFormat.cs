using System.Text.Encodings.Web;
using System.Text.Json;

namespace StaticNet.Data;

/// <summary>An encoding as JSON. Reading trusts nothing. Files of version 1 will always load.</summary>
internal static class EncodingFormat
{
    private const int Version = 1;

    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(Stream stream, TableEncoding encoding)
    {
        using var writer = new Utf8JsonWriter(stream, _writerOptions);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        WriteTexts(writer, "missing_marks", encoding.MissingMarks);
        writer.WriteStartArray("columns");
        foreach (EncodedColumn column in encoding.Columns)
        {
            column.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("target");
        WriteTexts(writer, "columns", encoding.Target.Columns);
        if (encoding.Target.IsClass)
        {
            WriteTexts(writer, "classes", encoding.Target.Classes);
            WriteTexts(writer, "class_names", encoding.Target.ClassNames);
        }

        writer.WriteBoolean("drop_rows", encoding.Target.DropsRows);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">These are not the bytes of an encoding.</exception>
    public static TableEncoding ToEncoding(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = json.RootElement;
            int version = root.GetProperty("version").GetInt32();
            if (version != Version)
            {
                throw new FormatException($"it has format version {version}; this version of StaticNet reads version {Version}");
            }

            EncodedColumn[] columns = [.. root.GetProperty("columns").EnumerateArray().Select(ToColumn)];
            EncodedTarget target = ToTarget(root.GetProperty("target"));
            RequireDifferent([.. columns.Select(static column => column.Name), .. target.Columns], "columns");
            return columns.Length > 0
                ? new TableEncoding(columns, target, Texts(root, "missing_marks"))
                : throw new FormatException("it has no columns");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"'{source}' is no encoding of a table: {exception.Message}.", exception);
        }
    }

    private static EncodedColumn ToColumn(JsonElement column)
    {
        string name = Text(column, "name");
        MissingValues missing = EnumText.Parse<MissingValues>(Text(column, "missing"));
        bool flag = column.GetProperty("flag_missing").GetBoolean();
        if (flag && (missing is MissingValues.Refuse or MissingValues.DropRow))
        {
            throw new FormatException($"column '{name}' flags values that nothing stands in for");
        }

        switch (EnumText.Parse<ColumnKind>(Text(column, "kind")))
        {
            case ColumnKind.Numeric:
                float substitute = column.GetProperty("substitute").GetSingle();
                return float.IsFinite(substitute)
                    ? new NumericColumn(name, missing, flag, substitute)
                    : throw new FormatException($"what stands in for missing values of column '{name}' is no finite number");
            case ColumnKind.Categorical:
                string[] categories = Texts(column, "categories");
                RequireDifferent(categories, $"categories of column '{name}'");
                return categories.Length > 0 && missing is not (MissingValues.Mean or MissingValues.Median)
                    ? new CategoricalColumn(name, categories, EnumText.Parse<UnseenCategories>(Text(column, "unseen")), missing, flag)
                    : throw new FormatException($"column '{name}' has no categories, or a mean of them");
            default:
                throw new FormatException($"column '{name}' is neither numeric nor categorical");
        }
    }

    private static EncodedTarget ToTarget(JsonElement target)
    {
        string[] columns = Texts(target, "columns");
        bool hasClasses = target.TryGetProperty("classes", out _);
        string[] classes = hasClasses ? Texts(target, "classes") : [];
        string[] names = hasClasses ? Texts(target, "class_names") : [];
        RequireDifferent(classes, "classes");
        RequireDifferent(names, "names of classes");
        return columns.Length > 0 && names.Length == classes.Length && (!hasClasses || (columns.Length == 1 && classes.Length >= 2))
            ? new EncodedTarget(columns, classes, names, target.GetProperty("drop_rows").GetBoolean())
            : throw new FormatException(
                "expected columns of targets, or one of two classes or more with as many names, "
                + $"found {columns.Length} columns, {classes.Length} classes and {names.Length} names");
    }

    private static void RequireDifferent(string[] texts, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (Array.Find(texts, text => !seen.Add(text)) is { } twice)
        {
            throw new FormatException($"expected {what} that differ, found {EncodedColumn.Quote(twice)} twice");
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static string[] Texts(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? throw new FormatException($"a text of '{name}' is null"))];
}
