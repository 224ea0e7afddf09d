namespace StaticNet.Generator.Passes;

/// <summary>
/// Buffers that values take turns in: a value takes the first that is free, and each becomes as large as its largest value. In a chain, where two
/// values live at a time, there are two.
/// </summary>
internal sealed class Buffers
{
    private readonly List<int> _sizes = [];
    private readonly List<bool> _isTaken = [];

    /// <summary>Floats of all buffers.</summary>
    public int Floats => _sizes.Aggregate(0, static (sum, size) => checked(sum + size));

    /// <summary>The number of a free buffer, which is free no more.</summary>
    public int Take(int floats)
    {
        int buffer = _isTaken.IndexOf(false);
        if (buffer < 0)
        {
            buffer = _sizes.Count;
            _sizes.Add(0);
            _isTaken.Add(true);
        }

        _isTaken[buffer] = true;
        _sizes[buffer] = Math.Max(_sizes[buffer], floats);
        return buffer;
    }

    public void Free(int buffer) => _isTaken[buffer] = false;

    /// <summary>Floats before a buffer, once all have been taken.</summary>
    public int Start(int buffer) => _sizes.Take(buffer).Sum();
}
