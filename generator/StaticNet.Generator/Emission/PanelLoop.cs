using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>Prints what is done for each panel of columns: a loop over the full ones if they are several, then the last one where it is not full.</summary>
internal static class PanelLoop
{
    /// <param name="writer">Where to.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="index">Type of the loop's variable, <c>panel</c>.</param>
    /// <param name="body">The statement for a panel: its number, width and columns without padding, as expressions.</param>
    public static void Print(CodeWriter writer, int columns, string index, Func<string, int, int, string> body)
    {
        int full = columns / Panels.Width;
        int rest = columns % Panels.Width;
        if (full == 1)
        {
            writer.Line(body("0", Panels.Width, Panels.Width));
        }
        else if (full > 0)
        {
            using (writer.Braces($"for ({index} panel = 0; panel < {Text.Invariant(full)}; panel++)"))
            {
                writer.Line(body("panel", Panels.Width, Panels.Width));
            }
        }

        if (full > 1 && rest > 0)
        {
            writer.Line();
        }

        if (rest > 0)
        {
            writer.Line(body(Text.Invariant(full), Panels.LastWidth(columns), rest));
        }
    }

    /// <summary>Prints what is done for each panel by the worker that owns it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="body">The statement for a panel: its number, width and columns without padding, as expressions.</param>
    public static void PrintShared(CodeWriter writer, int columns, Func<string, string, string, string> body)
    {
        int full = columns / Panels.Width;
        int rest = columns % Panels.Width;
        int panels = Panels.Count(columns);
        string count = Text.Invariant(panels);
        string OfPanel(int last) =>
            panels == 1 || last == Panels.Width
                ? Text.Invariant(last)
                : $"panel < {Text.Invariant(full)} ? {Text.Invariant(Panels.Width)} : {Text.Invariant(last)}";

        string width = OfPanel(rest == 0 ? Panels.Width : Panels.LastWidth(columns));
        string real = OfPanel(rest == 0 ? Panels.Width : rest);
        using (writer.Braces(panels == 1 ? "if (worker.IsFirst)" : $"for (int panel = worker.First({count}); panel < worker.End({count}); panel++)"))
        {
            writer.Lines(body(panels == 1 ? "0" : "panel", width, real));
        }
    }
}
