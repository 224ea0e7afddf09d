using System.Globalization;

namespace StaticNet;

/// <summary>The value of a <see cref="SearchParameter"/>: a number or a word.</summary>
/// <param name="Number">The number; NaN for a word.</param>
/// <param name="Word">The word; null for a number.</param>
public readonly record struct SearchValue(double Number, string? Word = null)
{
    /// <summary>A number.</summary>
    public static implicit operator SearchValue(double number) => new(number);

    /// <summary>A word.</summary>
    public static implicit operator SearchValue(string word) => new(double.NaN, word ?? throw new ArgumentNullException(nameof(word)));

    /// <summary>The word, or the number as it is read back.</summary>
    public override string ToString() => Word ?? Number.ToString("R", CultureInfo.InvariantCulture);
}
