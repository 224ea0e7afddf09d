namespace StaticNet.Reports.Drawing;

/// <summary>The rectangle that a chart's marks are drawn in, and what its sides mean.</summary>
internal sealed record Frame(Scale X, Scale Y)
{
    public double Left => X.Start;

    public double Right => X.End;

    public double Top => Y.End;

    public double Bottom => Y.Start;

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>Whether a point in pixels lies in the frame or on its border.</summary>
    public bool Contains(double x, double y) => x >= Left - 0.01 && x <= Right + 0.01 && y >= Top - 0.01 && y <= Bottom + 0.01;

    /// <summary>The nearest height within the frame.</summary>
    public double ClampY(double y) => Math.Clamp(y, Top, Bottom);
}
