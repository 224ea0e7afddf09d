using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>
/// A layer's arguments by name, read with their ranges. What is out of range is reported and the default is used, so that the rest is still
/// checked.
/// </summary>
internal sealed class Arguments(LayerDeclaration declaration, Reporter report)
{
    public Reporter Report { get; } = report;

    public bool Has(string name) => declaration.Arguments.Any(argument => argument.Name == name);

    /// <summary>Reports those of <paramref name="names"/> that are given: they have no effect, for a <paramref name="reason"/>.</summary>
    public void ReportUnused(string[] names, string reason)
    {
        string[] given = [.. names.Where(Has)];
        if (given.Length > 0)
        {
            Report.Add(
                Rules.ArgumentWithoutEffect,
                $"{string.Join(" and ", given)} {(given.Length == 1 ? "has" : "have")} no effect {reason}",
                new Fact(Fact.Argument, string.Join(",", given)));
        }
    }

    public bool Flag(string name, bool fallback) => Value(name) is bool value ? value : fallback;

    public string? Word(string name) => Value(name) as string;

    public EquatableArray<int> Numbers(string name) => Value(name) is EquatableArray<int> values ? values : EquatableArray<int>.Empty;

    public EquatableArray<string> Words(string name) => Value(name) is EquatableArray<string> values ? values : EquatableArray<string>.Empty;

    public int Integer(string name, int fallback) => Value(name) is int value ? value : fallback;

    /// <summary>A number of things, 1 or more.</summary>
    public long Count(string name, long fallback)
    {
        long? value = Value(name) switch
        {
            int number => number,
            long number => number,
            _ => null,
        };
        if (value <= 0)
        {
            Report.OutOfRange(name, Text.Grouped(value.Value), "1 or more");
            return fallback;
        }

        return value ?? fallback;
    }

    /// <summary>The enum that is an attribute's type argument.</summary>
    public ClassEnum? Classes() => Value("TEnum") as ClassEnum;

    /// <summary>The struct that is an attribute's type argument.</summary>
    public RowType? Row() => Value("TRow") as RowType;

    /// <summary>An enumeration's value: members in the order of the library's.</summary>
    public TEnum Choice<TEnum>(string name, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (Value(name) is not int value)
        {
            return fallback;
        }

        var choice = (TEnum)Enum.ToObject(typeof(TEnum), value);
        if (Enum.IsDefined(typeof(TEnum), choice))
        {
            return choice;
        }

        Report.OutOfRange(name, Text.Invariant(value), $"a member of {typeof(TEnum).Name}");
        return fallback;
    }

    /// <summary>A finite number that passes <paramref name="isAllowed"/>.</summary>
    public double Number(string name, double fallback, Func<double, bool> isAllowed, string needed)
    {
        if (Value(name) is not double value)
        {
            return fallback;
        }

        // The value is used as a float: one that overflows or vanishes there is as wrong as an infinity.
        if (!double.IsNaN(value) && !float.IsInfinity((float)value) && isAllowed(value))
        {
            return value;
        }

        Report.OutOfRange(name, Text.Invariant(value), needed);
        return fallback;
    }

    public double Number(string name, double fallback) => Number(name, fallback, static _ => true, "a finite number");

    private object? Value(string name) => declaration.Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}
