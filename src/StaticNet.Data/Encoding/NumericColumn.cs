using System.Globalization;
using System.Text.Json;

namespace StaticNet.Data;

/// <summary>A column of numbers: one feature, as it stands. Scaling is the network's work.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Missing">What becomes of a missing value.</param>
/// <param name="FlagMissing">Whether a further feature says that it is missing.</param>
/// <param name="Substitute">What stands in for a missing value; 0 where nothing does.</param>
internal sealed record NumericColumn(string Name, MissingValues Missing, bool FlagMissing, float Substitute) : EncodedColumn(Name, Missing, FlagMissing)
{
    public override string Description => Missing is MissingValues.Mean or MissingValues.Median
        ? string.Create(CultureInfo.InvariantCulture, $"number, {MissingText} ({Substitute:G5})")
        : $"number, {MissingText}";

    protected override int ValueCount => 1;

    protected override IEnumerable<string> ValueNames => [Name];

    /// <summary>Learns from the texts of a column.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="texts">The texts, null where missing.</param>
    /// <param name="placeOf">Where the text of a row stands, for messages.</param>
    /// <param name="options">How it is to be encoded.</param>
    /// <exception cref="InvalidDataException">A text is no number, or there are none.</exception>
    public static NumericColumn Fit(string name, string?[] texts, Func<int, string> placeOf, ColumnOptions options)
    {
        var numbers = new List<float>();
        for (int row = 0; row < texts.Length; row++)
        {
            if (texts[row] is { } text)
            {
                numbers.Add(TryNumber(text, out float number)
                    ? number
                    : throw new InvalidDataException($"{placeOf(row)}, column '{name}': {Problem(text)}."));
            }
        }

        if (numbers.Count == 0)
        {
            throw new InvalidDataException($"column '{name}': expected numbers, found nothing but missing values (ColumnOptions.Ignored leaves it out).");
        }

        numbers.Sort();
        float substitute = options.Missing switch
        {
            MissingValues.Mean => (float)numbers.Average(static number => (double)number),
            MissingValues.Median => (float)(((double)numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2),
            _ => 0,
        };
        return new NumericColumn(name, options.Missing, options.FlagMissing, substitute);
    }

    protected override string? EncodeValue(string text, Span<float> features) => TryNumber(text, out features[0]) ? null : Problem(text);

    protected override void EncodeMissing(Span<float> features) => features[0] = Substitute;

    protected override void WriteValues(Utf8JsonWriter writer)
    {
        writer.WriteString("kind", EnumText.Of(ColumnKind.Numeric));
        writer.WriteNumber("substitute", Substitute);
    }

    private static string Problem(string text) => $"expected a number, found {Quote(text)}";
}
