using System.Globalization;

namespace StaticNet;

/// <summary>The values of all parameters in one trial.</summary>
public sealed class SearchValues
{
    private readonly string[] _names;
    private readonly SearchValue[] _values;

    internal SearchValues(IEnumerable<string> names, IEnumerable<SearchValue> values)
    {
        _names = [.. names];
        _values = [.. values];
    }

    /// <summary>The parameters' names, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The value of a parameter.</summary>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public SearchValue this[string name] => Array.IndexOf(_names, name) is >= 0 and int place
        ? _values[place]
        : throw new ArgumentException($"Expected one of the parameters '{string.Join("', '", _names)}', found '{name}'.", nameof(name));

    /// <summary>The value of a parameter that is a number.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is a word.</exception>
    public double Number(string name) => this[name] is { Word: null } value
        ? value.Number
        : throw new ArgumentException($"Expected the parameter '{name}' to be a number, found '{this[name]}'.", nameof(name));

    /// <summary>The value of a parameter that is an integer.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is none.</exception>
    public int Integer(string name) => Number(name) is var number && number == (int)number
        ? (int)number
        : throw new ArgumentException($"Expected the parameter '{name}' to be an integer, found {this[name]}.", nameof(name));

    /// <summary>The value of a parameter that is a word.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is a number.</exception>
    public string Word(string name) =>
        this[name].Word ?? throw new ArgumentException($"Expected the parameter '{name}' to be a word, found {this[name]}.", nameof(name));

    /// <summary>Names and values, such as <c>learning rate 0.003, batch size 32</c>.</summary>
    public override string ToString() =>
        string.Join(", ", _names.Zip(_values, static (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value}")));
}
