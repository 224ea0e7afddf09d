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
    /// <summary>What is added to a prefix for the names of the numbers.</summary>
    public static readonly string[] Suffixes = ["Min", "Max", "Mean", "Deviation", "Value"];

    /// <summary>Reads an initialiser and its numbers, whose names start with <paramref name="prefix"/>; reports numbers it has no use for.</summary>
    /// <param name="arguments">The layer's arguments.</param>
    /// <param name="property">The argument that chooses.</param>
    /// <param name="prefix">What the names of the numbers start with.</param>
    /// <param name="fallback">The choice where none is given.</param>
    /// <param name="least">The lower bound of a uniform draw where none is given.</param>
    /// <param name="largest">The upper bound likewise.</param>
    public static InitializerChoice Read(
        Arguments arguments, string property, string prefix, Initializer fallback, double least = -0.05, double largest = 0.05)
    {
        Initializer kind = arguments.Choice(property, fallback);
        string[] used = kind switch
        {
            Initializer.Uniform => ["Min", "Max"],
            Initializer.Normal => ["Mean", "Deviation"],
            Initializer.Constant => ["Value"],
            _ => [],
        };

        arguments.ReportUnused(
            [.. Suffixes.Except(used).Select(suffix => prefix + suffix)],
            $"with {property} = Initializer.{kind}; choose another initialiser, or remove what it does not use");

        double Number(string suffix, double value) => arguments.Number(prefix + suffix, value);
        switch (kind)
        {
            case Initializer.Uniform:
                double minimum = Number("Min", least);
                double maximum = Number("Max", largest);
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

    /// <summary>Reports an initialiser that a vector cannot have, because it has no fan-in.</summary>
    /// <param name="arguments">The layer's arguments.</param>
    /// <param name="property">The argument that chose.</param>
    /// <param name="vector">What the vector is, with its article.</param>
    public void CheckVector(Arguments arguments, string property, string vector)
    {
        if (Kind is not (Initializer.Zeros or Initializer.Ones or Initializer.Constant or Initializer.Uniform or Initializer.Normal))
        {
            arguments.Report.OutOfRange(
                property, $"Initializer.{Kind}", $"Zeros, Ones, Constant, Uniform or Normal, since {vector} has no fan-in");
        }
    }
}
