using System.Globalization;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>One thing that a search varies, such as the learning rate: its name and where its values come from.</summary>
public sealed class SearchParameter
{
    /// <summary>Streams of the random generator that searches draw from.</summary>
    private const ulong Streams = 0x5345_4152_0000_0000;

    private readonly Func<double, SearchValue> _valueAt;
    private readonly string _range;

    /// <param name="name">Its name.</param>
    /// <param name="range">Where values come from, in words.</param>
    /// <param name="valueAt">The value at a place from 0 to below 1.</param>
    /// <param name="values">All values, where they can be counted.</param>
    private SearchParameter(string name, string range, Func<double, SearchValue> valueAt, IReadOnlyList<SearchValue>? values = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _range = range;
        _valueAt = valueAt;
        Values = values;
    }

    /// <summary>Its name: what a trial's values are asked by, and a column of the table of trials.</summary>
    public string Name { get; }

    /// <summary>All values, in order, for a grid; null where there is a range.</summary>
    public IReadOnlyList<SearchValue>? Values { get; }

    /// <summary>Any number of a range, each equally likely, rounded to four digits.</summary>
    public static SearchParameter Uniform(string name, double from, double to)
    {
        Check(from < to && double.IsFinite(to - from), "finite ends, the first below the second", from, to);
        return new SearchParameter(name, Text($"{from} to {to}"), place => Rounded(from + (place * (to - from)), from, to));
    }

    /// <summary>Any number of a range, each order of magnitude equally likely, rounded to four digits: for learning rates and penalties.</summary>
    public static SearchParameter LogUniform(string name, double from, double to)
    {
        Check(from > 0 && from < to && double.IsFinite(to / from), "finite ends above 0, the first below the second", from, to);
        return new SearchParameter(
            name, Text($"{from} to {to}, logarithmic"), place => Rounded(from * Math.Pow(to / from, place), from, to));
    }

    /// <summary>Any integer of a range, its ends included, each equally likely.</summary>
    public static SearchParameter Integer(string name, int from, int to)
    {
        Check(from < to, "ends of which the first is below the second", from, to);
        double count = (double)to - from + 1;
        return new SearchParameter(name, Text($"{from} to {to}, integers"), place => from + Math.Floor(place * count));
    }

    /// <summary>One of some values, numbers or words, each equally likely: <c>Choice("batch size", 16, 32, 64)</c>.</summary>
    public static SearchParameter Choice(string name, params IReadOnlyList<SearchValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        SearchValue[] all = [.. values];
        if (all.Length == 0 || all.Distinct().Count() != all.Length || Array.Exists(all, static value => value.Word is null && !double.IsFinite(value.Number)))
        {
            throw new ArgumentException(
                $"Expected one value or more, finite and all different, for '{name}'; found '{string.Join("', '", all)}'.", nameof(values));
        }

        return new SearchParameter(name, string.Join(" or ", all), place => all[(int)(place * all.Length)], all);
    }

    /// <summary>So many numbers of a range, evenly apart, its ends among them: what a grid takes in place of <see cref="Uniform"/>.</summary>
    public static SearchParameter Steps(string name, double from, double to, int count)
    {
        Check(from < to && double.IsFinite(to - from) && count >= 2, "finite ends, the first below the second, and two steps or more", from, to);
        return Choice(name, [.. Enumerable.Range(0, count).Select(i => Rounded(from + (i * (to - from) / (count - 1)), from, to))]);
    }

    /// <summary>
    /// So many numbers of a range, each the same multiple of the one before, its ends among them: what a grid takes in place of
    /// <see cref="LogUniform"/>.
    /// </summary>
    public static SearchParameter LogSteps(string name, double from, double to, int count)
    {
        Check(
            from > 0 && from < to && double.IsFinite(to / from) && count >= 2,
            "finite ends above 0, the first below the second, and two steps or more",
            from,
            to);
        return Choice(name, [.. Enumerable.Range(0, count).Select(i => Rounded(from * Math.Pow(to / from, (double)i / (count - 1)), from, to))]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {_range}";

    /// <summary>The value of one trial, decided by the seed, the place of the parameter among all and the number of the trial alone.</summary>
    internal SearchValue Draw(ulong seed, int parameter, int trial) =>
        _valueAt(Philox.UniformDouble(seed, Streams | (uint)parameter, (ulong)trial));

    /// <summary>Four digits say as much as anyone can make of them, are read easily, and are the same on every platform.</summary>
    private static SearchValue Rounded(double value, double from, double to) =>
        Math.Clamp(double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), from, to);

    private static void Check(bool condition, string expected, double from, double to)
    {
        if (!condition)
        {
            throw new ArgumentException(Text($"Expected {expected}, found {from} and {to}."));
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
