namespace StaticNet.Reports.Drawing;

/// <summary>
/// How wide a text is at most: the reader's font is not known, so characters are as wide as in DejaVu Sans, which is wider than the system
/// fonts of Windows, macOS and most of Linux.
/// </summary>
internal static class TextWidth
{
    private const int FirstCharacter = ' ';
    private const int Accented = 64;
    private const int Superscript = 45;
    private const int Ideograph = 105;

    // Hundredths of the font's size, from the blank to the tilde.
    private static readonly byte[] _widths =
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    /// <summary>Width of <paramref name="text"/> in pixels, at most, in a font of <paramref name="size"/> pixels.</summary>
    public static double Of(string text, double size)
    {
        int hundredths = 0;
        foreach (char character in text)
        {
            hundredths += Width(character);
        }

        return hundredths * size / 100;
    }

    /// <summary>The text, with its end cut off and an ellipsis in its place where it is wider than <paramref name="width"/>.</summary>
    public static string Shorten(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        int length = text.Length;
        while (length > 1 && Of(text[..length] + "…", size) > width)
        {
            length--;
        }

        if (length > 1 && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return text[..length].TrimEnd() + "…";
    }

    private static int Width(char character)
    {
        int index = character - FirstCharacter;
        if ((uint)index < (uint)_widths.Length)
        {
            return _widths[index];
        }

        return character switch
        {
            '−' or '×' or '±' => 84,
            '…' => 100,
            '⁻' => 53,
            '²' or '³' or '¹' or '⁰' or (>= '⁴' and <= '⁹') => Superscript,
            < '\u1100' => Accented + 16,
            _ => Ideograph,
        };
    }
}
