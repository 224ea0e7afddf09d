namespace StaticNet;

/// <summary>A function of each selected column.</summary>
/// <param name="columns">Columns of a row.</param>
/// <param name="selected">Those it acts on; null for all.</param>
/// <param name="function">The function.</param>
/// <param name="inverse">Its inverse.</param>
internal sealed class FunctionNormalizer(int columns, int[]? selected, Func<double, double> function, Func<double, double> inverse)
    : FittedNormalizer(columns, columns)
{
    private readonly int[] _selected = selected ?? [.. Enumerable.Range(0, columns)];

    internal override void Apply(ReadOnlySpan<double> values, Span<double> normalized)
    {
        values.CopyTo(normalized);
        foreach (int column in _selected)
        {
            normalized[column] = function(values[column]);
        }
    }

    internal override void Invert(ReadOnlySpan<double> normalized, Span<double> values)
    {
        normalized.CopyTo(values);
        foreach (int column in _selected)
        {
            values[column] = inverse(normalized[column]);
        }
    }

    internal override void Write(ParameterCollection statistics, string name) =>
        throw new InvalidOperationException("A network holds nothing of a fixed function.");
}
