namespace StaticNet.Reports.Drawing;

/// <summary>
/// Finds the lines along which a grid of values has a given level (Lorensen and Cline, "Marching Cubes", 1987, in the plane). Values between
/// nodes are taken to be linear along edges; a square whose corners lie high and low in turn is settled by the mean of the four. Squares with
/// a corner that is no number have no line.
/// </summary>
internal static class MarchingSquares
{
    /// <summary>The lines of a level, each as its points in units of columns and rows; the ends of a closed line coincide.</summary>
    /// <param name="values">Rows and columns of values.</param>
    /// <param name="level">The level.</param>
    public static List<List<(double Column, double Row)>> Lines(double[,] values, double level)
    {
        var segments = new List<((int, int, bool) From, (int, int, bool) To)>();
        for (int row = 0; row + 1 < values.GetLength(0); row++)
        {
            for (int column = 0; column + 1 < values.GetLength(1); column++)
            {
                Square(values, level, row, column, segments);
            }
        }

        return [.. Join(segments).Select(edges => edges.Select(edge => Crossing(values, level, edge)).ToList())];
    }

    // An edge is its upper or left node, and whether it leads downwards.
    private static void Square(double[,] values, double level, int row, int column, List<((int, int, bool), (int, int, bool))> segments)
    {
        (double topLeft, double topRight) = (values[row, column], values[row, column + 1]);
        (double bottomLeft, double bottomRight) = (values[row + 1, column], values[row + 1, column + 1]);
        if (!double.IsFinite(topLeft + topRight + bottomLeft + bottomRight))
        {
            return;
        }

        (int, int, bool) top = (row, column, false);
        (int, int, bool) bottom = (row + 1, column, false);
        (int, int, bool) left = (row, column, true);
        (int, int, bool) right = (row, column + 1, true);
        int corners = (topLeft >= level ? 8 : 0) | (topRight >= level ? 4 : 0) | (bottomRight >= level ? 2 : 0) | (bottomLeft >= level ? 1 : 0);
        bool middleIsHigh = (topLeft / 4) + (topRight / 4) + (bottomLeft / 4) + (bottomRight / 4) >= level;
        switch (corners)
        {
            case 1 or 14:
                segments.Add((left, bottom));
                break;
            case 2 or 13:
                segments.Add((bottom, right));
                break;
            case 3 or 12:
                segments.Add((left, right));
                break;
            case 4 or 11:
                segments.Add((top, right));
                break;
            case 6 or 9:
                segments.Add((top, bottom));
                break;
            case 7 or 8:
                segments.Add((left, top));
                break;
            case 5 when middleIsHigh:
            case 10 when !middleIsHigh:
                segments.Add((left, top));
                segments.Add((bottom, right));
                break;
            case 5 or 10:
                segments.Add((left, bottom));
                segments.Add((top, right));
                break;
        }
    }

    private static (double Column, double Row) Crossing(double[,] values, double level, (int Row, int Column, bool Down) edge)
    {
        double from = values[edge.Row, edge.Column];
        double to = edge.Down ? values[edge.Row + 1, edge.Column] : values[edge.Row, edge.Column + 1];
        double part = Math.Clamp(((level / 2) - (from / 2)) / ((to / 2) - (from / 2)), 0, 1);
        return edge.Down ? (edge.Column, edge.Row + part) : (edge.Column + part, edge.Row);
    }

    // An edge belongs to two squares, so it ends at most two segments.
    private static IEnumerable<List<(int, int, bool)>> Join(List<((int, int, bool) From, (int, int, bool) To)> segments)
    {
        var ends = new Dictionary<(int, int, bool), List<int>>();
        for (int i = 0; i < segments.Count; i++)
        {
            foreach ((int, int, bool) end in new[] { segments[i].From, segments[i].To })
            {
                if (!ends.TryGetValue(end, out List<int>? list))
                {
                    ends[end] = list = [];
                }

                list.Add(i);
            }
        }

        var used = new bool[segments.Count];
        for (int i = 0; i < segments.Count; i++)
        {
            if (used[i])
            {
                continue;
            }

            used[i] = true;
            List<(int, int, bool)> forward = Follow(segments[i].To);
            List<(int, int, bool)> line = Follow(segments[i].From);
            line.Reverse();
            line.AddRange(forward);
            yield return line;
        }

        List<(int, int, bool)> Follow((int, int, bool) end)
        {
            List<(int, int, bool)> line = [end];
            for (int at = Unused(end); at >= 0; at = Unused(end))
            {
                int next = ends[end][at];
                used[next] = true;
                end = segments[next].From == end ? segments[next].To : segments[next].From;
                line.Add(end);
            }

            return line;
        }

        int Unused((int, int, bool) end) => ends[end].FindIndex(index => !used[index]);
    }
}
