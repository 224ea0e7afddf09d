using System.Text;

namespace StaticNet.Importing.Keras;

/// <summary>Names of classes as Keras makes names of layers of them.</summary>
internal static class SnakeCase
{
    /// <summary><c>BatchNormalization</c> becomes <c>batch_normalization</c>, <c>PReLU</c> becomes <c>p_re_lu</c>.</summary>
    public static string Of(string className)
    {
        // As Keras' two expressions do it: an underscore before a capital that small letters follow, and between small letter and capital.
        string word = string.Concat(className.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));
        return Split(Split(word, static (text, i) => char.IsAsciiLetterUpper(text[i]) && i + 1 < text.Length && char.IsAsciiLetterLower(text[i + 1])),
            static (text, i) => char.IsAsciiLetterLower(text[i - 1]) && char.IsAsciiLetterUpper(text[i])).ToLowerInvariant();
    }

    private static string Split(string text, Func<string, int, bool> isStart)
    {
        var parts = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (i > 0 && isStart(text, i))
            {
                parts.Append('_');
            }

            parts.Append(text[i]);
        }

        return parts.ToString();
    }
}
