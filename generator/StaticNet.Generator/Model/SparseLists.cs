namespace StaticNet.Generator.Model;

/// <summary>How much memory the library's lists of values that are not zero take.</summary>
internal static class SparseLists
{
    /// <summary>Floats beside those that each row takes.</summary>
    public const int Slack = 2 * (Panels.Width + 16);

    private const int BlockColumns = 128;

    /// <summary>Floats that lists by row take for each row.</summary>
    public static int FloatsByRow(int columns) => checked(((columns + BlockColumns - 1) / BlockColumns) + 1 + (2 * LimitOf(columns)));

    /// <summary>Floats that lists by column take for each row, beside one for each column.</summary>
    public static int FloatsByColumn(int columns) => checked(2 * LimitOf(columns));

    private static int LimitOf(int columns) => (int)(columns * 2L / 5);
}
