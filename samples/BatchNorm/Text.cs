using System.Globalization;

namespace BatchNormExperiments;

/// <summary>Figures as text.</summary>
internal static class Text
{
    public static string Percent(double? share) => share is double value ? (100 * value).ToString("F2", CultureInfo.InvariantCulture) + " %" : "";

    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>What JSON can hold: null for what is no number.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
