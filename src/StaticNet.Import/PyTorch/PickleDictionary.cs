using System.Diagnostics.CodeAnalysis;

namespace StaticNet.Importing.PyTorch;

/// <summary>A dictionary of a pickle, in the order in which it was filled.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>The keys that are text, in order.</summary>
    public IReadOnlyList<string> Keys => _keys;

    public object? this[string key] => _values[key];

    public bool TryAdd(string key, object? value)
    {
        if (!_values.TryAdd(key, value))
        {
            return false;
        }

        _keys.Add(key);
        return true;
    }

    /// <summary>The dictionary of that name.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out PickleDictionary? dictionary)
    {
        dictionary = _values.GetValueOrDefault(key) as PickleDictionary;
        return dictionary is not null;
    }
}
