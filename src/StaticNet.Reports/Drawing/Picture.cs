namespace StaticNet.Reports.Drawing;

/// <summary>A chart drawn at one size.</summary>
/// <param name="Width">Width in pixels at full size.</param>
/// <param name="Height">Height in pixels at full size.</param>
/// <param name="Marks">What is drawn, as SVG.</param>
/// <param name="Frame">Where values are, for the page's script; null where it has nothing to look for.</param>
/// <param name="Values">Values in the frame as JSON, for the page's script.</param>
internal sealed record Picture(double Width, double Height, Markup Marks, Frame? Frame = null, string? Values = null);
