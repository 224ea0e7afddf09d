using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StaticNet;

/// <summary>What metrics came to, by their names and in their order. Two are equal if they hold the same names and values.</summary>
public sealed class MetricCollection : IReadOnlyDictionary<string, double>, IEquatable<MetricCollection>
{
    private readonly KeyValuePair<string, double>[] _values;

    internal MetricCollection(IEnumerable<KeyValuePair<string, double>> values) => _values = [.. values];

    /// <summary>No metrics.</summary>
    public static MetricCollection None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Select(static value => value.Key);

    /// <inheritdoc/>
    public IEnumerable<double> Values => _values.Select(static value => value.Value);

    /// <summary>The value of the metric of that name; NaN where it is undefined.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public double this[string key] => TryGetValue(key, out double value)
        ? value
        : throw new KeyNotFoundException($"There is no metric '{key}' among '{string.Join("', '", Keys)}'.");

    /// <summary>The value of a metric; NaN where it is undefined.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for; the message names those that were.</exception>
    public double this[Metric metric]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(metric);
            return this[metric.Name];
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value)
    {
        foreach (KeyValuePair<string, double> candidate in _values)
        {
            if (candidate.Key == key)
            {
                value = candidate.Value;
                return true;
            }
        }

        value = double.NaN;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    /// <summary>Names and values, in one line.</summary>
    internal static string Text(IEnumerable<KeyValuePair<string, double>> values) =>
        string.Join(", ", values.Select(static value => string.Create(CultureInfo.InvariantCulture, $"{value.Key} {value.Value:G5}")));

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] MetricCollection? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MetricCollection);

    /// <summary>Names and values, in one line.</summary>
    public override string ToString() => Text(_values);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(0, HashCode.Combine);
}
