namespace StaticNet;

/// <summary>A column of a CSV file: by the name in its header, or by its place (<c>0</c> is the first, <c>^1</c> the last).</summary>
public readonly record struct CsvColumn
{
    private readonly string? _name;
    private readonly Index _index;

    /// <summary>The column of that name.</summary>
    public CsvColumn(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    /// <summary>The column at that place.</summary>
    public CsvColumn(Index index) => _index = index;

    /// <summary>The column of that name.</summary>
    public static implicit operator CsvColumn(string name) => new(name);

    /// <summary>The column at that place, from 0.</summary>
    public static implicit operator CsvColumn(int index) => new(index);

    /// <summary>The column at that place, from the start or from the end.</summary>
    public static implicit operator CsvColumn(Index index) => new(index);

    /// <inheritdoc/>
    public override string ToString() => _name is null ? _index.ToString() : $"'{_name}'";

    /// <summary>The places the column may mean among <paramref name="count"/> columns: one, unless it is missing or ambiguous.</summary>
    /// <param name="names">The names in the header; empty if there is no header.</param>
    /// <param name="count">Number of columns.</param>
    internal int[] Find(IReadOnlyList<string> names, int count)
    {
        if (_name is { } name)
        {
            return [.. Enumerable.Range(0, names.Count).Where(place => names[place] == name)];
        }

        int place = _index.GetOffset(count);
        return place >= 0 && place < count ? [place] : [];
    }
}
