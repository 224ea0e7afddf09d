namespace StaticNet.Importing;

/// <summary>Names in the order in which people count: <c>fc2</c> before <c>fc10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (left.Length > 0 && right.Length > 0)
        {
            ReadOnlySpan<char> first = Take(ref left);
            ReadOnlySpan<char> second = Take(ref right);
            int order = char.IsAsciiDigit(first[0]) && char.IsAsciiDigit(second[0])
                ? CompareNumbers(first.TrimStart('0'), second.TrimStart('0'))
                : first.SequenceCompareTo(second);
            if (order != 0)
            {
                return order;
            }
        }

        int rest = left.Length.CompareTo(right.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    /// <summary>The name with its numbers taken out: equal for names that differ in numbers alone.</summary>
    public static string Stem(string name)
    {
        ReadOnlySpan<char> rest = name;
        var stem = new System.Text.StringBuilder();
        while (rest.Length > 0)
        {
            ReadOnlySpan<char> part = Take(ref rest);
            stem.Append(char.IsAsciiDigit(part[0]) ? "#" : part);
        }

        return stem.ToString();
    }

    private static int CompareNumbers(ReadOnlySpan<char> x, ReadOnlySpan<char> y) =>
        x.Length != y.Length ? x.Length.CompareTo(y.Length) : x.SequenceCompareTo(y);

    /// <summary>Takes a run of digits or a run of other characters.</summary>
    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest)
    {
        bool areDigits = char.IsAsciiDigit(rest[0]);
        int length = 1;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]) == areDigits)
        {
            length++;
        }

        ReadOnlySpan<char> part = rest[..length];
        rest = rest[length..];
        return part;
    }
}
