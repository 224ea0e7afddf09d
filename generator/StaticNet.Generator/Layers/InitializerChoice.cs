using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>The library's enumeration, member for member.</summary>
internal enum Initializer
{
    GlorotUniform,
    GlorotNormal,
    GlorotNormalPlain,
    HeUniform,
    HeNormal,
    HeNormalPlain,
    LecunUniform,
    LecunNormal,
    LecunNormalPlain,
    Uniform,
    Normal,
    Zeros,
    Ones,
    Constant,
    Orthogonal,
}

/// <summary>An initialiser with the numbers it uses.</summary>
internal sealed record InitializerChoice(Initializer Kind, double First, double Second)
{
    private static readonly string[] _suffixes = ["Min", "Max", "Mean", "Deviation", "Value"];

    /// <summary>Reads an initialiser and its numbers, whose names start with <paramref name="prefix"/>; reports numbers it has no use for.</summary>
    public static InitializerChoice Read(Arguments arguments, string property, string prefix, Initializer fallback)
    {
        Initializer kind = arguments.Choice(property, fallback);
        string[] used = kind switch
        {
            Initializer.Uniform => ["Min", "Max"],
            Initializer.Normal => ["Mean", "Deviation"],
            Initializer.Constant => ["Value"],
            _ => [],
        };

        string[] unused = [.. _suffixes.Except(used).Select(suffix => prefix + suffix).Where(arguments.Has)];
        if (unused.Length > 0)
        {
            arguments.Report.Add(
                Rules.ArgumentWithoutEffect,
                $"{string.Join(" and ", unused)} {(unused.Length == 1 ? "has" : "have")} no effect with {property} = Initializer.{kind}; "
                + "choose another initialiser, or remove what it does not use",
                new Fact(Fact.Argument, string.Join(",", unused)));
        }

        double Number(string suffix, double value) => arguments.Number(prefix + suffix, value);
        switch (kind)
        {
            case Initializer.Uniform:
                double minimum = Number("Min", -0.05);
                double maximum = Number("Max", 0.05);
                if (minimum > maximum)
                {
                    arguments.Report.OutOfRange(prefix + "Max", Text.Invariant(maximum), $"at least {prefix}Min, {Text.Invariant(minimum)}");
                }

                return new InitializerChoice(kind, minimum, maximum);
            case Initializer.Normal:
                return new InitializerChoice(
                    kind,
                    Number("Mean", 0),
                    arguments.Number(prefix + "Deviation", 0.05, static deviation => deviation >= 0, "0 or more"));
            case Initializer.Constant:
                return new InitializerChoice(kind, Number("Value", 0), 0);
            default:
                return new InitializerChoice(kind, 0, 0);
        }
    }
}
