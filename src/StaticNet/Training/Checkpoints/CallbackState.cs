namespace StaticNet;

/// <summary>What a callback remembers, as a checkpoint keeps it: named numbers and named vectors.</summary>
/// <param name="type">Full name of the callback's type.</param>
/// <param name="source">Where the state comes from, for messages.</param>
public sealed class CallbackState(string type, string source)
{
    private readonly SortedDictionary<string, double> _numbers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, float[]> _vectors = new(StringComparer.Ordinal);

    /// <summary>Full name of the callback's type.</summary>
    public string Type { get; } = type;

    /// <summary>All numbers, sorted by name.</summary>
    public IReadOnlyDictionary<string, double> Numbers => _numbers;

    /// <summary>All vectors, sorted by name.</summary>
    public IReadOnlyDictionary<string, float[]> Vectors => _vectors;

    internal bool IsEmpty => _numbers.Count == 0 && _vectors.Count == 0;

    /// <summary>Keeps a number under a name.</summary>
    public void Set(string name, double value) => _numbers[name] = value;

    /// <summary>Keeps a copy of a vector under a name.</summary>
    public void Set(string name, ReadOnlySpan<float> values) => _vectors[name] = values.ToArray();

    /// <summary>The number of that name.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double Number(string name) => _numbers.TryGetValue(name, out double value)
        ? value
        : throw new InvalidDataException($"'{source}' lacks the number '{name}' of {Type}.");

    /// <summary>A number that is an epoch, from 0.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is no such number.</exception>
    public int Epoch(string name) => Number(name) is >= 0 and <= int.MaxValue and var value && value == (int)value
        ? (int)value
        : throw new InvalidDataException(
            FormattableString.Invariant($"'{source}', number '{name}' of {Type}: expected an epoch, found {Number(name)}."));

    /// <summary>The vector of that name.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is of another length.</exception>
    public float[] Vector(string name, int length)
    {
        if (!_vectors.TryGetValue(name, out float[]? values))
        {
            throw new InvalidDataException($"'{source}' lacks the vector '{name}' of {Type}.");
        }

        return values.Length == length
            ? values
            : throw new InvalidDataException($"'{source}', vector '{name}' of {Type}: expected {length} values, found {values.Length}.");
    }
}
