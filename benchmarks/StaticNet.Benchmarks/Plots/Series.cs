namespace StaticNet.Benchmarks;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points, from left to right.</param>
/// <param name="IsLimit">Whether it is what the machine allows rather than what was measured: drawn dashed, without points.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsLimit = false);
