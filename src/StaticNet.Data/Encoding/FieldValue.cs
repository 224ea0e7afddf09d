using System.Globalization;

namespace StaticNet.Data;

/// <summary>A value of a row that is encoded by itself: a text or a number, which convert to it by themselves.</summary>
/// <param name="Text">The text, a number as it would stand in a file; null for a missing value.</param>
public readonly record struct FieldValue(string? Text)
{
    /// <summary>A missing value.</summary>
    public static FieldValue Missing => default;

    /// <summary>A text; null for a missing value.</summary>
    public static implicit operator FieldValue(string? text) => new(text);

    /// <summary>A number; NaN for a missing value.</summary>
    public static implicit operator FieldValue(double number) => new(double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture));
}
