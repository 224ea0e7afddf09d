namespace StaticNet.Reports.Drawing;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Label">What it says; empty for a mark between labels.</param>
internal readonly record struct Tick(double Value, string Label);
