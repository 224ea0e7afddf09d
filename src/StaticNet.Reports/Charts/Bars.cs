namespace StaticNet.Reports;

/// <summary>How bars are filled.</summary>
public enum BarFill
{
    /// <summary>Wholly.</summary>
    Solid,

    /// <summary>Lightly.</summary>
    Light,

    /// <summary>Between the two.</summary>
    Medium,

    /// <summary>Not at all: outlines.</summary>
    Outline,
}

/// <summary>Bars of one kind, one in every group of a chart.</summary>
public sealed class Bars
{
    /// <summary>Bars of one kind.</summary>
    /// <param name="name">What the legend calls them.</param>
    /// <param name="values">Their heights; values that are not finite leave a mark in place of a bar.</param>
    /// <param name="lower">Lower ends of ranges, or null for none.</param>
    /// <param name="upper">Upper ends of ranges, or null for none.</param>
    /// <exception cref="ArgumentException">There are not as many ends as values, or ends of one kind alone.</exception>
    public Bars(string name, IEnumerable<double> values, IEnumerable<double>? lower = null, IEnumerable<double>? upper = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Values = [.. values];
        Lower = lower is null ? null : [.. lower];
        Upper = upper is null ? null : [.. upper];
        if ((Lower is null) != (Upper is null) || (Lower is not null && (Lower.Count != Values.Count || Upper!.Count != Values.Count)))
        {
            throw new ArgumentException(
                $"'{name}' has {Values.Count} values, {Lower?.Count ?? 0} lower and {Upper?.Count ?? 0} upper ends; expected as many of each, or no ends.");
        }
    }

    /// <summary>What the legend calls them.</summary>
    public string Name { get; }

    /// <summary>Their heights.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Lower ends of ranges.</summary>
    public IReadOnlyList<double>? Lower { get; }

    /// <summary>Upper ends of ranges.</summary>
    public IReadOnlyList<double>? Upper { get; }

    /// <summary>Which colour they have, from 0; without it, that of their position in the group. Bars that belong together may share one.</summary>
    public int? Color { get; init; }

    /// <summary>How they are filled; without it, as no others of the chart are.</summary>
    public BarFill? Fill { get; init; }
}
