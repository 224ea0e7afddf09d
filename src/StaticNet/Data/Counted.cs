using System.Globalization;

namespace StaticNet;

/// <summary>Numbers of things, in words.</summary>
internal static class Counted
{
    /// <summary>A number and what it counts: "1 row", "2 rows".</summary>
    public static string Text(long count, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : several)}");
}
