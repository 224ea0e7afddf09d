using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The columns that a normaliser acts on, as they are declared.</summary>
/// <param name="Listed">Columns by number, in ascending order; null unless they are listed.</param>
/// <param name="First">The first of neighbouring ones; null for column 0.</param>
/// <param name="Last">The last of neighbouring ones; null for the input's last.</param>
internal sealed record ColumnChoice(EquatableArray<int>? Listed, int? First, int? Last)
{
    public static ColumnChoice Read(Arguments arguments)
    {
        EquatableArray<int>? listed = null;
        if (arguments.Has("Columns"))
        {
            listed = new EquatableArray<int>(arguments.Numbers("Columns").OrderBy(static column => column));
            Check(listed.Value, arguments.Report);
        }

        if (listed is not null && (arguments.Has("FirstColumn") || arguments.Has("LastColumn")))
        {
            string other = arguments.Has("FirstColumn") ? "FirstColumn" : "LastColumn";
            arguments.Report.Add(
                Rules.ArgumentWithoutEffect, $"{other} has no effect with Columns; remove one of the two", new Fact(Fact.Argument, other));
        }

        return new ColumnChoice(
            listed,
            arguments.Has("FirstColumn") ? arguments.Integer("FirstColumn", 0) : null,
            arguments.Has("LastColumn") ? arguments.Integer("LastColumn", 0) : null);
    }

    /// <summary>Whether all columns are meant that there are, and no more than those.</summary>
    public bool Fits(int columns, Reporter report)
    {
        int before = report.Problems.Count;
        string range = $"0 to {Text.Invariant(columns - 1)}, the columns of its input";
        if (Listed is { } listed)
        {
            foreach (int column in listed.Where(column => column < 0 || column >= columns).Take(1))
            {
                report.OutOfRange("a column of Columns", Text.Invariant(column), range);
            }
        }
        else if (First < 0 || First >= columns)
        {
            report.OutOfRange("FirstColumn", Text.Invariant(First.Value), range);
        }
        else if (Last < (First ?? 0) || Last >= columns)
        {
            report.OutOfRange("LastColumn", Text.Invariant(Last.Value), First is > 0 ? $"{Text.Invariant(First.Value)}, the first one, to {Text.Invariant(columns - 1)}, the last of its input" : range);
        }

        return report.Problems.Count == before;
    }

    /// <summary>Whether columns are left alone; known once settled.</summary>
    public bool LeavesColumns => this != new ColumnChoice(null, null, null);

    /// <summary>What tells two choices apart, once settled; empty for all columns.</summary>
    public string Signature =>
        Listed is { } listed ? string.Join(" ", listed.Select(Text.Invariant))
        : First is { } first && Last is { } last ? $"{Text.Invariant(first)}-{Text.Invariant(last)}"
        : "";

    /// <summary>How many of the input's columns are meant.</summary>
    public int Count(int columns) => Listed?.Count ?? (Last ?? columns - 1) - (First ?? 0) + 1;

    /// <summary>The columns by number; null where they are all that the input has.</summary>
    public EquatableArray<int>? Of(int columns) =>
        Count(columns) == columns ? null : Listed ?? new EquatableArray<int>(Enumerable.Range(First ?? 0, Count(columns)));

    /// <summary>The same, so that two ways to say it are equal: nothing for all columns, the first and the last of neighbours, else a list.</summary>
    public ColumnChoice Settle(int columns)
    {
        if (Listed is { Count: 0 })
        {
            return this;
        }

        int first = Listed?[0] ?? First ?? 0;
        int last = Listed is { } listed ? listed[listed.Count - 1] : Last ?? columns - 1;
        return last - first + 1 != Count(columns) ? new(Listed, null, null)
            : Count(columns) == columns ? new(null, null, null)
            : new(null, first, last);
    }

    /// <summary>Expression of the columns as an argument, with the comma before it; empty for all.</summary>
    public string Argument(int columns)
    {
        string chosen = Listed is { } listed
            ? string.Join(", ", listed.Select(Text.Invariant))
            : $".. global::System.Linq.Enumerable.Range({Text.Invariant(First ?? 0)}, {Text.Invariant(Count(columns))})";
        return Count(columns) == columns ? "" : $", columns: [{chosen}]";
    }

    private static void Check(EquatableArray<int> listed, Reporter report)
    {
        if (listed.Count == 0)
        {
            report.OutOfRange("Columns", "empty", "one column or more; leave it out for all");
        }

        for (int i = 1; i < listed.Count; i++)
        {
            if (listed[i] == listed[i - 1])
            {
                report.OutOfRange("Columns", $"a list that holds {Text.Invariant(listed[i])} twice", "a list of columns, each once");
                return;
            }
        }
    }
}
