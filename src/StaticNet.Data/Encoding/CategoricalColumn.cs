using System.Text.Json;

namespace StaticNet.Data;

/// <summary>A column of categories: a feature each, and, if so chosen, one for all others.</summary>
internal sealed record CategoricalColumn : EncodedColumn
{
    private const int MostQuoted = 20;

    private readonly string[] _categories;
    private readonly Dictionary<string, int> _places;

    public CategoricalColumn(string name, IEnumerable<string> categories, UnseenCategories unseen, MissingValues missing, bool flagMissing)
        : base(name, missing, flagMissing)
    {
        _categories = [.. categories];
        _places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string category in _categories)
        {
            _places.Add(category, _places.Count);
        }

        Unseen = unseen;
    }

    /// <summary>The categories that have a feature, in order.</summary>
    public IReadOnlyList<string> Categories => _categories;

    /// <summary>What becomes of others.</summary>
    public UnseenCategories Unseen { get; }

    public override string Description => $"{_categories.Length} categories, {Unseen switch
    {
        UnseenCategories.Refuse => "others refused",
        UnseenCategories.Zeros => "others all zeros",
        _ => "others a column of their own",
    }}, {MissingText}";

    protected override int ValueCount => _categories.Length + (Unseen == UnseenCategories.OwnColumn ? 1 : 0);

    protected override IEnumerable<string> ValueNames =>
        [.. _categories.Select(category => $"{Name} = {category}"), .. Unseen == UnseenCategories.OwnColumn ? (string[])[$"{Name} is another"] : []];

    /// <summary>Learns from the texts of a column, null where missing.</summary>
    /// <exception cref="InvalidDataException">There are no categories.</exception>
    public static CategoricalColumn Fit(string name, string?[] texts, ColumnOptions options)
    {
        string[] categories =
        [
            .. texts.OfType<string>().GroupBy(static text => text, StringComparer.Ordinal)
                .Where(group => group.Count() >= options.MinimumCount)
                .Select(static group => group.Key).Order(StringComparer.Ordinal),
        ];
        return categories.Length > 0
            ? new CategoricalColumn(name, categories, options.Unseen, options.Missing, options.FlagMissing)
            : throw new InvalidDataException(
                $"column '{name}': expected categories{(options.MinimumCount > 1 ? $" of {options.MinimumCount} rows or more" : "")}, found none "
                + "(ColumnOptions.Ignored leaves it out).");
    }

    protected override string? EncodeValue(string text, Span<float> features)
    {
        if (_places.TryGetValue(text, out int place))
        {
            features[place] = 1;
            return null;
        }

        if (Unseen == UnseenCategories.OwnColumn)
        {
            features[^1] = 1;
        }

        return Unseen == UnseenCategories.Refuse
            ? $"expected one of '{string.Join("', '", _categories.Take(MostQuoted))}'{(_categories.Length > MostQuoted ? ", ..." : "")}, "
                + $"found {Quote(text)} (UnseenCategories says what else may become of it)"
            : null;
    }

    protected override void EncodeMissing(Span<float> features)
    {
    }

    protected override void WriteValues(Utf8JsonWriter writer)
    {
        writer.WriteString("kind", EnumText.Of(ColumnKind.Categorical));
        writer.WriteString("unseen", EnumText.Of(Unseen));
        writer.WriteStartArray("categories");
        foreach (string category in _categories)
        {
            writer.WriteStringValue(category);
        }

        writer.WriteEndArray();
    }
}
