namespace StaticNet.Data;

/// <summary>Members of enums as words of a file: <c>DropRow</c> is <c>drop_row</c>.</summary>
internal static class EnumText
{
    public static string Of<TEnum>(TEnum member)
        where TEnum : struct, Enum =>
        string.Concat(member.ToString().Select(static (letter, place) =>
            char.IsUpper(letter) ? $"{(place > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <exception cref="FormatException">There is no such member.</exception>
    public static TEnum Parse<TEnum>(string text)
        where TEnum : struct, Enum
    {
        foreach (TEnum member in Enum.GetValues<TEnum>())
        {
            if (Of(member) == text)
            {
                return member;
            }
        }

        throw new FormatException($"expected one of '{string.Join("', '", Enum.GetValues<TEnum>().Select(Of))}', found '{text}'");
    }
}
