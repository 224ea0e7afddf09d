using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StaticNet;

/// <summary>The state of a search as JSON, and its trials as CSV. Reading trusts nothing.</summary>
internal static class SearchFormat
{
    private const int Version = 1;

    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(Stream stream, SearchState state)
    {
        using var writer = new Utf8JsonWriter(stream, _writerOptions);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("search", state.Search);
        writer.WriteStartArray("trials");
        foreach (SearchTrial trial in state.Trials)
        {
            WriteTrial(writer, trial);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">These are not the bytes of a state.</exception>
    public static SearchState ToState(ReadOnlyMemory<byte> bytes, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            JsonElement root = json.RootElement;
            int version = root.GetProperty("version").GetInt32();
            return version == Version
                ? new SearchState(Text(root, "search"), [.. root.GetProperty("trials").EnumerateArray().Select(ToTrial)])
                : throw new InvalidDataException($"'{source}' has format version {version}; this version of StaticNet reads version {Version}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"'{source}' is no state of a search ({exception.Message}).", exception);
        }
    }

    /// <summary>A row a trial, RFC 4180 but for the line feeds. All columns but the last are the same however often a search is run.</summary>
    public static string ToCsv(SearchState state)
    {
        var text = new StringBuilder();
        if (state.Trials.Count == 0)
        {
            return "";
        }

        IReadOnlyList<string> names = state.Trials[0].Values.Names;
        Line(text, ["trial", "bracket", .. names, "outcome", "epochs", "validation_loss", "validation_accuracy", "seconds"]);
        foreach (SearchTrial trial in state.Trials)
        {
            Line(text,
            [
                Invariant(trial.Number), Invariant(trial.Bracket), .. names.Select(name => trial.Values[name].ToString()),
                Word(trial.Outcome), Invariant(trial.Last?.Epochs ?? 0), Finite(trial.Last?.ValidationLoss), Finite(trial.Last?.ValidationAccuracy),
                trial.Last?.Seconds.ToString("F3", CultureInfo.InvariantCulture) ?? "",
            ]);
        }

        return text.ToString();
    }

    private static void WriteTrial(Utf8JsonWriter writer, SearchTrial trial)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", trial.Number);
        writer.WriteNumber("bracket", trial.Bracket);
        writer.WriteString("outcome", Word(trial.Outcome));
        writer.WriteString("fit", trial.Fit);
        writer.WriteStartObject("values");
        foreach (string name in trial.Values.Names)
        {
            if (trial.Values[name] is { Word: { } word })
            {
                writer.WriteString(name, word);
            }
            else
            {
                writer.WriteNumber(name, trial.Values[name].Number);
            }
        }

        writer.WriteEndObject();
        writer.WriteStartArray("rungs");
        foreach (SearchRung rung in trial.Rungs)
        {
            writer.WriteStartObject();
            writer.WriteNumber("epochs", rung.Epochs);
            WriteFinite(writer, "validation_loss", rung.ValidationLoss);
            WriteFinite(writer, "validation_accuracy", rung.ValidationAccuracy ?? double.NaN);
            writer.WriteNumber("seconds", rung.Seconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFinite(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static SearchTrial ToTrial(JsonElement trial)
    {
        JsonProperty[] values = [.. trial.GetProperty("values").EnumerateObject()];
        string outcome = Text(trial, "outcome");
        return new SearchTrial(
            trial.GetProperty("number").GetInt32(), trial.GetProperty("bracket").GetInt32(),
            new SearchValues(values.Select(static value => value.Name), values.Select(static value => ToValue(value.Value))))
        {
            Fit = Text(trial, "fit"),
            Outcome = Enum.GetValues<SearchOutcome>().Cast<SearchOutcome?>().FirstOrDefault(value => Word(value!.Value) == outcome)
                ?? throw new FormatException($"'{outcome}' is no outcome"),
            Rungs = [.. trial.GetProperty("rungs").EnumerateArray().Select(ToRung)],
        };
    }

    private static SearchValue ToValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : Number(value) ?? throw new FormatException("a value is null");

    private static SearchRung ToRung(JsonElement rung) => new(
        rung.GetProperty("epochs").GetInt32(), Number(rung.GetProperty("validation_loss")) ?? double.NaN, Number(rung.GetProperty("validation_accuracy")),
        Number(rung.GetProperty("seconds")) ?? throw new FormatException("seconds are null"));

    private static double? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null
        : element.GetDouble() is var number && double.IsFinite(number) ? number
        : throw new FormatException("a number is too large");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static string Word(SearchOutcome outcome) => outcome switch
    {
        SearchOutcome.Waiting => "waiting",
        SearchOutcome.Halved => "halved",
        SearchOutcome.Completed => "completed",
        _ => "diverged",
    };

    private static string Finite(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(static field =>
            field.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field)).Append('\n');
}
