using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The library's enumeration, member for member.</summary>
internal enum Constraint
{
    None,
    NonNegative,
    MaxNorm,
    UnitNorm,
    MinMaxNorm,
}

/// <summary>A constraint with the numbers it uses.</summary>
internal sealed record ConstraintChoice(Constraint Kind, double MinNorm, double MaxNorm, double Rate)
{
    /// <summary>What is added to a prefix for the names of all that is read.</summary>
    public static readonly string[] Suffixes = ["Constraint", "MinNorm", "MaxNorm", "NormRate"];

    public TensorConstraint Tensor => Kind == Constraint.None ? TensorConstraint.None : new(Kind.ToString(), MinNorm, MaxNorm, Rate);

    /// <summary>Reads the constraint of the vector called <paramref name="prefix"/>; reports numbers it has no use for.</summary>
    public static ConstraintChoice Read(Arguments arguments, string prefix)
    {
        Constraint kind = arguments.Choice(prefix + "Constraint", Constraint.None);
        string[] used = kind switch
        {
            Constraint.MaxNorm => ["MaxNorm"],
            Constraint.MinMaxNorm => ["MinNorm", "MaxNorm", "NormRate"],
            _ => [],
        };
        arguments.ReportUnused(
            [.. Suffixes.Skip(1).Except(used).Select(suffix => prefix + suffix)],
            $"with {prefix}Constraint = Constraint.{kind}; choose another constraint, or remove what it does not use");
        double least = 0;
        double largest = 0;
        double rate = 1;
        if (kind == Constraint.MaxNorm)
        {
            largest = arguments.Number(prefix + "MaxNorm", 2, static norm => (float)norm > 0, "more than 0");
        }
        else if (kind == Constraint.MinMaxNorm)
        {
            least = arguments.Number(prefix + "MinNorm", 0, static norm => norm >= 0, "0 or more");
            largest = arguments.Number(prefix + "MaxNorm", 1, static norm => (float)norm > 0, "more than 0");
            rate = arguments.Number(prefix + "NormRate", 1, static rate => rate is >= 0 and <= 1, "0 to 1");
            if (least > largest)
            {
                arguments.Report.OutOfRange(prefix + "MaxNorm", Text.Invariant(largest), $"at least {prefix}MinNorm, {Text.Invariant(least)}");
            }
        }

        return new ConstraintChoice(kind, least, largest, rate);
    }
}
