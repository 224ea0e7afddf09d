using System.Text;

namespace StaticNet.Reports.Drawing;

/// <summary>Writes paths of lines that never leave a frame: what lies outside is cut off, and what is no number is a gap.</summary>
internal sealed class PathBuilder(Frame frame)
{
    private readonly StringBuilder _path = new();
    private (double X, double Y)? _last;
    private bool _penDown;
    private bool _alone;

    public bool IsEmpty => _path.Length == 0;

    /// <summary>A line from the point before, if there was one.</summary>
    public void LineTo(double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
        {
            Break();
            return;
        }

        if (_last is { } last)
        {
            Segment(last.X, last.Y, x, y);
        }
        else if (frame.Contains(x, y))
        {
            Move(x, y);
        }

        _last = (x, y);
    }

    /// <summary>Lets the next point begin anew. A point alone becomes a dot.</summary>
    public void Break()
    {
        EndDot();
        _last = null;
        _penDown = false;
    }

    public override string ToString()
    {
        EndDot();
        return _path.ToString();
    }

    // Liang and Barsky, "A New Concept and Method for Line Clipping", 1984.
    private void Segment(double x1, double y1, double x2, double y2)
    {
        (double dx, double dy) = (x2 - x1, y2 - y1);
        (double from, double to) = (0, 1);
        if (!Cut(-dx, x1 - frame.Left, ref from, ref to) || !Cut(dx, frame.Right - x1, ref from, ref to)
            || !Cut(-dy, y1 - frame.Top, ref from, ref to) || !Cut(dy, frame.Bottom - y1, ref from, ref to))
        {
            EndDot();
            _penDown = false;
            return;
        }

        if (!_penDown || from > 0)
        {
            Move(x1 + (from * dx), y1 + (from * dy));
        }

        Append('L', x1 + (to * dx), y1 + (to * dy));
        _alone = false;
        _penDown = to >= 1;
    }

    private static bool Cut(double direction, double distance, ref double from, ref double to)
    {
        if (direction == 0)
        {
            return distance >= -0.01;
        }

        double at = distance / direction;
        if (direction < 0)
        {
            from = Math.Max(from, at);
        }
        else
        {
            to = Math.Min(to, at);
        }

        return from <= to;
    }

    private void Move(double x, double y)
    {
        EndDot();
        Append('M', x, y);
        _alone = true;
        _penDown = true;
    }

    private void EndDot()
    {
        if (_alone)
        {
            _path.Append("h0");
            _alone = false;
        }
    }

    private void Append(char command, double x, double y) =>
        _path.Append(command).Append(Invariant.PathCoordinate(x)).Append(',').Append(Invariant.PathCoordinate(y));
}
