using System.Globalization;
using System.Text.Json;

namespace StaticNet.Data;

/// <summary>How one column becomes features, as it was fitted.</summary>
internal abstract record EncodedColumn(string Name, MissingValues Missing, bool FlagMissing)
{
    private const int LongestQuotation = 40;

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> FeatureNames => [.. ValueNames, .. FlagMissing ? (string[])[$"{Name} is missing"] : []];

    /// <summary>Number of features.</summary>
    public int Width => ValueCount + (FlagMissing ? 1 : 0);

    /// <summary>What it does, in words.</summary>
    public abstract string Description { get; }

    protected abstract int ValueCount { get; }

    protected abstract IEnumerable<string> ValueNames { get; }

    /// <summary>Reads a number as tables hold it.</summary>
    public static bool TryNumber(string text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);

    public static string Quote(string text) => text.Length > LongestQuotation ? $"'{text[..LongestQuotation]}...'" : $"'{text}'";

    /// <summary>Writes the features of a value.</summary>
    /// <param name="text">The value; null if it is missing.</param>
    /// <param name="features">Overwritten; as long as the column is wide.</param>
    /// <param name="drop">Whether the row is to be left out.</param>
    /// <returns>What is wrong with the value; null if nothing is.</returns>
    public string? Encode(string? text, Span<float> features, out bool drop)
    {
        features.Clear();
        drop = text is null && Missing == MissingValues.DropRow;
        if (text is not null)
        {
            return EncodeValue(text, features[..ValueCount]);
        }

        if (Missing == MissingValues.Refuse)
        {
            return "expected a value, found none (MissingValues says what else may become of it)";
        }

        EncodeMissing(features[..ValueCount]);
        if (FlagMissing)
        {
            features[^1] = 1;
        }

        return null;
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        WriteValues(writer);
        writer.WriteString("missing", EnumText.Of(Missing));
        writer.WriteBoolean("flag_missing", FlagMissing);
        writer.WriteEndObject();
    }

    protected string MissingText => $"{Missing switch
    {
        MissingValues.Refuse => "missing values refused",
        MissingValues.DropRow => "rows with missing values dropped",
        MissingValues.Zero => "missing values 0",
        _ => $"missing values {EnumText.Of(Missing)}",
    }}{(FlagMissing ? " and flagged" : "")}";

    protected abstract string? EncodeValue(string text, Span<float> features);

    protected abstract void EncodeMissing(Span<float> features);

    protected abstract void WriteValues(Utf8JsonWriter writer);
}
